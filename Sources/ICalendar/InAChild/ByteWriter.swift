/// Values as bytes, for a reader of the same program: no names, no versions.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    mutating func write(_ wall: WallTime) { write(wall.seconds) }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func write<Value>(_ value: Value?, _ each: (inout ByteWriter, Value) -> Void) {
        write(value != nil)
        if let value { each(&self, value) }
    }

    mutating func write<Values: Collection>(_ values: Values, _ each: (inout ByteWriter, Values.Element) -> Void) {
        write(values.count)
        for value in values { each(&self, value) }
    }
}
