package import Operations

/// How often somebody may ask: so many at once, and so many a minute.
package actor RateLimit {
    private let burst: Double
    private let perSecond: Double
    private var left: [String: (tokens: Double, at: Timestamp)] = [:]
    /// Callers that are remembered; the rest of the world begins anew when there are more.
    private static let most = 50_000

    package init(burst: Int, perMinute: Int) {
        self.burst = Double(burst)
        perSecond = Double(perMinute) / 60
    }

    /// - Returns: Nil if they may, or the seconds after which they may try again.
    package func wait(_ caller: String, at now: Timestamp) -> Int? {
        var (tokens, before) = left[caller] ?? (burst, now)
        // A clock that was set back gives nothing.
        tokens = min(burst, tokens + Double(max(0, now.seconds - before.seconds)) * perSecond)
        guard tokens >= 1 else {
            left[caller] = (tokens, now)
            return max(1, Int(((1 - tokens) / max(perSecond, 0.001)).rounded(.up)))
        }
        if left.count >= RateLimit.most { left = left.filter { now.seconds - $0.value.at.seconds < 60 } }
        if left.count >= RateLimit.most { left = [:] }
        left[caller] = (tokens - 1, now)
        return nil
    }
}
