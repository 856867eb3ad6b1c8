/// A ZIP archive of files as they are, not compressed: what DOCX and ODT files are made of, and
/// what several documents are handed out as.
///
/// APPNOTE.TXT 6.3, sections 4.3.6 to 4.3.16. The same files always give the same bytes.
package struct StoredZip {
    package init() {}

    private(set) var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// Midnight of 1 January 1980, the first day that the format knows.
    private static let day: UInt16 = 0b0_0001_00001

    package mutating func add(_ name: String, _ content: [UInt8]) {
        let start = UInt32(bytes.count)
        var entry: [UInt8] = []
        // Version 2.0; names are UTF-8; stored.
        for field: UInt16 in [20, 1 << 11, 0, 0, StoredZip.day] { entry.append(field) }
        entry.append(StoredZip.checksum(of: content))
        entry.append(UInt32(content.count))
        entry.append(UInt32(content.count))
        entry.append(UInt16(name.utf8.count))
        entry.append(UInt16(0))

        bytes.append(UInt32(0x0403_4B50))
        bytes += entry + Array(name.utf8) + content

        directory.append(UInt32(0x0201_4B50))
        directory.append(UInt16(20))
        directory += entry
        // No comment, one disk, no attributes.
        for field: UInt16 in [0, 0, 0, 0, 0] { directory.append(field) }
        directory.append(start)
        directory += Array(name.utf8)
        count += 1
    }

    /// The archive with its list of files, to which nothing can be added.
    package func finished() -> [UInt8] {
        var whole = bytes + directory
        whole.append(UInt32(0x0605_4B50))
        for field: UInt16 in [0, 0, count, count] { whole.append(field) }
        whole.append(UInt32(directory.count))
        whole.append(UInt32(bytes.count))
        whole.append(UInt16(0))
        return whole
    }

    /// CRC-32 as in ISO 3309.
    static func checksum(of content: [UInt8]) -> UInt32 {
        ~content.reduce(~0) { checksum, byte in
            (0..<8).reduce(checksum ^ UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
        }
    }
}

extension [UInt8] {
    /// The least significant byte first.
    fileprivate mutating func append(_ number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
