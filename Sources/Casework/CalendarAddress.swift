/// Where a practitioner's calendar is published: `https://…`, or `webcal://…`, which means the same.
///
/// Whoever has the address can read the calendar, so it is a secret: nothing but the store and the request itself
/// takes it whole, and everything else is told `masked`.
package struct CalendarAddress: Hashable, Sendable {
    package let isSecure: Bool
    /// In small letters, an IPv6 address without its brackets.
    package let host: String
    package let port: Int
    /// From the first `/` on, with the query.
    package let path: String

    /// Why a text is no address to fetch a calendar from.
    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case otherScheme
        case strangeLetters
        case tooLong
        case withPassword
        case noHost

        /// What was expected; never what was given.
        package var description: String {
            switch self {
            case .otherScheme: "expected an address that begins with https:// or webcal://"
            case .strangeLetters: "expected an address without spaces, and with nothing but plain letters and signs"
            case .tooLong: "expected an address of at most \(mostLetters) letters"
            case .withPassword: "expected an address without a name and password in it"
            case .noHost: "expected an address with the name of a server after the //"
            }
        }
    }

    private static let mostLetters = 2_000

    /// Reads an address strictly, since what this takes for the host is what the request must take for it.
    package init(_ text: String) throws(Refusal) {
        guard text.utf8.count <= CalendarAddress.mostLetters else { throw .tooLong }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
            throw .strangeLetters
        }
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { throw .otherScheme }
        switch text[..<colon].lowercased() {
        case "https", "webcal", "webcals": isSecure = true
        case "http": isSecure = false
        default: throw .otherScheme
        }
        let rest = text[colon...].dropFirst(3).prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw .withPassword }
        guard let (host, port) = CalendarAddress.hostAndPort(authority) else { throw .noHost }
        self.host = host
        self.port = port ?? (isSecure ? 443 : 80)
        let path = rest[authority.endIndex...]
        self.path = path.hasPrefix("/") ? String(path) : "/\(path)"
    }

    /// The parts of `example.org:8443` or `[2001:db8::1]`; nil where they are none.
    package static func hostAndPort(_ authority: some StringProtocol) -> (host: String, port: Int?)? {
        let authority = authority.lowercased()
        let isBracketed = authority.hasPrefix("[")
        let host = isBracketed ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        let rest = authority[host.endIndex...].dropFirst(isBracketed ? 1 : 0)
        let letters: (UInt8) -> Bool = { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): true
            case UInt8(ascii: "-"), UInt8(ascii: "_"): !isBracketed
            case UInt8(ascii: ":"): isBracketed
            default: false
            }
        }
        guard !host.isEmpty, host.utf8.allSatisfy(letters), !isBracketed || authority.contains("]") else { return nil }
        if rest.isEmpty || rest == ":" { return (String(host), nil) }
        guard rest.hasPrefix(":"), let port = decimal(rest.utf8.dropFirst()), (1...65_535).contains(port) else {
            return nil
        }
        return (String(host), port)
    }

    /// The host as an address has it: an IPv6 address in brackets.
    package var hostInAddress: String { host.contains(":") ? "[\(host)]" : host }

    /// The whole of it, for the request and the store alone.
    package var whole: String {
        let usual = isSecure ? 443 : 80
        return "\(isSecure ? "https" : "http")://\(hostInAddress)\(port == usual ? "" : ":\(port)")\(path)"
    }

    /// What people are shown: enough to tell two apart, too little to read the calendar with.
    package var masked: String {
        path.utf8.count < 16 ? "\(hostInAddress)/…" : "\(hostInAddress)/…\(path.suffix(4))"
    }
}

extension CalendarAddress: CustomStringConvertible {
    package var description: String { masked }
}
