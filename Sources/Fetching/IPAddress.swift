/// An address of the Internet, as far as it has to be known to tell whether it is public.
struct IPAddress: Hashable {
    /// Four of IPv4, sixteen of IPv6.
    let bytes: [UInt8]

    /// Reads the usual spelling, as the system's resolver writes it: `192.0.2.7`, `2001:db8::7`, `::ffff:192.0.2.7`.
    init?(_ text: String) {
        guard let bytes = text.contains(":") ? IPAddress.version6(text) : IPAddress.version4(text) else { return nil }
        self.bytes = bytes
    }

    private init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

    /// Whether it is out on the Internet: anything else may be a machine that trusts this one.
    ///
    /// By IANA's registries of special-purpose addresses (RFC 6890); what those do not know yet is not public.
    var isPublic: Bool {
        if bytes.count == 4 { return !IPAddress.special4.contains { isIn($0) } }
        // IPv4 in other clothes leads to the IPv4 address.
        if isIn(IPAddress.mapped) || isIn(IPAddress.translated) { return IPAddress(bytes[12...]).isPublic }
        if isIn(IPAddress.sixToFour) { return IPAddress(bytes[2..<6]).isPublic }
        return isIn(IPAddress.global) && !IPAddress.special6.contains { isIn($0) }
    }

    // MARK: Blocks

    private struct Block {
        var prefix: [UInt8]
        var bits: Int

        init(_ prefix: [UInt8], _ bits: Int) { (self.prefix, self.bits) = (prefix, bits) }
    }

    private func isIn(_ block: Block) -> Bool {
        (0..<block.bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            return bytes[bit / 8] & mask == block.prefix[bit / 8] & mask
        }
    }

    private static let special4 = [
        Block([0], 8),  // this network
        Block([10], 8), Block([172, 16], 12), Block([192, 168], 16),  // private (RFC 1918)
        Block([100, 64], 10),  // shared by a provider's customers (RFC 6598)
        Block([127], 8),  // this machine
        Block([169, 254], 16),  // link-local, where clouds keep their secrets
        Block([192, 0, 0], 24), Block([192, 88, 99], 24),  // protocols, 6to4 relays
        Block([192, 0, 2], 24), Block([198, 51, 100], 24), Block([203, 0, 113], 24),  // documentation
        Block([198, 18], 15),  // benchmarks
        Block([224], 4), Block([240], 4),  // multicast, reserved, broadcast
    ]

    private static let mapped = Block([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96)
    private static let translated = Block([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 96)
    private static let sixToFour = Block([0x20, 0x02], 16)
    /// All that is handed out; loopback, link-local, unique local and multicast addresses lie outside.
    private static let global = Block([0x20], 3)

    private static let special6 = [
        Block([0x20, 0x01, 0, 0], 23),  // protocols, Teredo among them
        Block([0x20, 0x01, 0x0D, 0xB8], 32), Block([0x3F, 0xFF, 0], 20),  // documentation
    ]

    // MARK: Spelling

    private static func version4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        // A leading zero means octal to some.
        let bytes = parts.compactMap { part in
            part.utf8.count > 1 && part.hasPrefix("0") || part.hasPrefix("+") ? nil : UInt8(part)
        }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    private static func version6(_ text: String) -> [UInt8]? {
        var text = text[...]
        var tail: [UInt8] = []
        if text.contains(".") {
            guard let colon = text.lastIndex(of: ":"), let last = version4(text[colon...].dropFirst()) else {
                return nil
            }
            tail = last
            // The colon belongs to the part before it, unless it is the second of two.
            text = text[...colon]
            if !text.hasSuffix("::") { text.removeLast() }
        }
        let halves = halves(of: text)
        guard let halves, let first = groups(halves.before), let second = groups(halves.after ?? "") else { return nil }
        let zeros = 16 - first.count - second.count - tail.count
        guard halves.after == nil ? zeros == 0 : zeros >= 2 else { return nil }
        return first + Array(repeating: 0, count: zeros) + second + tail
    }

    /// What stands before and after `::`; nil where that is there twice.
    private static func halves(of text: Substring) -> (before: Substring, after: Substring?)? {
        let doubles = text.indices.filter { text[$0...].hasPrefix("::") }
        guard let double = doubles.first else { return (text, nil) }
        guard doubles.count == 1 else { return nil }
        return (text[..<double], text[double...].dropFirst(2))
    }

    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        for group in text.split(separator: ":", omittingEmptySubsequences: false) {
            guard (1...4).contains(group.utf8.count), !group.hasPrefix("+"), !group.hasPrefix("-"),
                let value = UInt16(group, radix: 16)
            else { return nil }
            bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
        }
        return bytes
    }
}
