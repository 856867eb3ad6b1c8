internal import Casework
internal import Foundation

/// Through which proxy a network wants the world to be asked, as the environment says: `HTTPS_PROXY`, `HTTP_PROXY`,
/// `ALL_PROXY`, but for the hosts of `NO_PROXY`.
package struct ProxyEnvironment: Sendable {
    struct Proxy: Hashable {
        var host: String
        var port: Int
        var user: User?

        struct User: Hashable {
            var name: String
            var password: String
        }
    }

    /// The variable does not hold an address of a proxy; it may hold a password, so it is not repeated.
    struct Unreadable: Error, Hashable {
        var variable: String
    }

    private let variables: [String: String]

    package init(_ environment: [String: String]) {
        variables = environment
    }

    /// The proxy for an address; nil: ask it directly.
    func proxy(for address: CalendarAddress) throws(Unreadable) -> Proxy? {
        guard !isExempt(address.host) else { return nil }
        let names = address.isSecure ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy", "HTTP_PROXY"]
        for name in names + ["all_proxy", "ALL_PROXY"] {
            guard let text = variables[name], !text.isEmpty else { continue }
            guard let proxy = ProxyEnvironment.proxy(text) else { throw Unreadable(variable: name) }
            return proxy
        }
        return nil
    }

    /// `NO_PROXY=localhost,.force.example,10.1.2.3`: a name stands for the hosts under it, too.
    private func isExempt(_ host: String) -> Bool {
        let list = variables["no_proxy"] ?? variables["NO_PROXY"] ?? ""
        return list.split(whereSeparator: { $0 == "," || $0 == " " }).contains { entry in
            let name = entry.lowercased().drop { $0 == "." || $0 == "*" }
            return entry == "*" || !name.isEmpty && (host == name || host.hasSuffix(".\(name)"))
        }
    }

    /// Reads `http://name:password@proxy.force.example:3128`, of which only the host is needed.
    private static func proxy(_ text: String) -> Proxy? {
        var rest = text[...]
        if let scheme = rest.range(of: "://") {
            guard rest[..<scheme.lowerBound].lowercased() == "http" else { return nil }
            rest = rest[scheme.upperBound...]
        }
        rest = rest.prefix { $0 != "/" }
        var user: Proxy.User?
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first?.removingPercentEncoding,
                let password = (parts.dropFirst().first ?? "").removingPercentEncoding
            else { return nil }
            user = Proxy.User(name: name, password: password)
            rest = rest[at...].dropFirst()
        }
        guard let (host, port) = CalendarAddress.hostAndPort(rest) else { return nil }
        return Proxy(host: host, port: port ?? 80, user: user)
    }
}
