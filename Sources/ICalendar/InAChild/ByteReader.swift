/// Takes back what a `ByteWriter` wrote, and believes nothing: a child that was taken over may send anything.
struct ByteReader {
    /// The bytes hold something else than was asked for.
    struct Mismatch: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func int() throws -> Int {
        let number = try take(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(Int64(bitPattern: number))
    }

    /// A moment of the years 1 to 9999, so that nobody's arithmetic on it overflows.
    mutating func wallTime() throws -> WallTime {
        let wall = WallTime(seconds: try int())
        guard abs(wall.seconds / WallTime.secondsPerDay) < 4_000_000 else { throw Mismatch() }
        return wall
    }

    mutating func text() throws -> String { String(decoding: try take(try int()), as: UTF8.self) }

    mutating func flag() throws -> Bool { try take(1).first == 1 }

    mutating func optional<Value>(_ value: (inout ByteReader) throws -> Value) throws -> Value? {
        try flag() ? try value(&self) : nil
    }

    mutating func array<Element>(_ element: (inout ByteReader) throws -> Element) throws -> [Element] {
        var elements: [Element] = []
        for _ in 0..<max(0, try int()) { elements.append(try element(&self)) }
        return elements
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw Mismatch() }
        defer { position += count }
        return bytes[position..<(position + count)]
    }
}
