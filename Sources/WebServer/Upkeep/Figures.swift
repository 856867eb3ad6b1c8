internal import NIOConcurrencyHelpers

/// What the service counts, for `/metrics` in Prometheus' text format; nothing of anybody is among it.
package final class Figures: Sendable {
    private struct Counts {
        var requests: [Request: Int] = [:]
        var seconds: [String: Histogram] = [:]
    }

    private struct Request: Hashable {
        var method: String
        /// The address as it is registered: `/meetings/{meeting}`.
        var route: String
        var status: Int
    }

    private struct Histogram {
        static let bounds = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
        var counts = [Int](repeating: 0, count: Histogram.bounds.count + 1)
        var sum = 0.0

        mutating func add(_ seconds: Double) {
            let place = Histogram.bounds.firstIndex { seconds <= $0 } ?? Histogram.bounds.count
            for place in place..<counts.count { counts[place] += 1 }
            sum += seconds
        }
    }

    private let counts = NIOLockedValueBox(Counts())

    package init() {}

    func count(_ method: String, _ route: String, status: Int, took: Duration) {
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
        counts.withLockedValue { counts in
            counts.requests[Request(method: method, route: route, status: status), default: 0] += 1
            counts.seconds[route, default: Histogram()].add(seconds)
        }
    }

    var text: String {
        let counts = counts.withLockedValue { $0 }
        var lines = [
            "# HELP iom_diary_requests_total Requests answered.", "# TYPE iom_diary_requests_total counter",
        ]
        let requests = counts.requests.map { request, count in
            "iom_diary_requests_total{method=\"\(request.method)\",route=\"\(request.route)\",status=\"\(request.status)\"} "
                + "\(count)"
        }
        lines += requests.sorted()
        lines += [
            "# HELP iom_diary_request_seconds How long requests took.", "# TYPE iom_diary_request_seconds histogram",
        ]
        for (route, histogram) in counts.seconds.sorted(by: { $0.key < $1.key }) {
            let bounds = Histogram.bounds.map { "\($0)" } + ["+Inf"]
            for (bound, count) in zip(bounds, histogram.counts) {
                lines.append("iom_diary_request_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(count)")
            }
            lines.append("iom_diary_request_seconds_sum{route=\"\(route)\"} \(histogram.sum)")
            lines.append("iom_diary_request_seconds_count{route=\"\(route)\"} \(histogram.counts.last ?? 0)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
