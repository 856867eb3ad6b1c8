import Foundation

/// The bytes of one file of the folder, or what keeps them from being read.
enum FileContent {
    /// Tables and the policy; a caseload of thousands stays well below.
    static let mostBytesOfTable = 32_000_000
    static let mostBytesOfPolicy = 1_000_000
    /// Exports of seven years' calendars have been seen at 19 MB.
    static let mostBytesOfCalendar = 20_000_000

    /// Reads a file that is one, and not too large; otherwise notes why not and answers nil.
    ///
    /// Asks for the size first, so that a file of any size costs nothing, and for the kind, because a named pipe
    /// would keep the reader waiting for ever.
    static func read(_ url: URL, as name: String, upTo limit: Int, _ findings: Findings) -> [UInt8]? {
        let path = url.resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            findings.fault(name, says: "cannot be found", expected: "a file")
            return nil
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            findings.fault(name, says: "is not a file", expected: "a file")
            return nil
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard size <= limit else {
            refuse(name, size: size, limit, findings)
            return nil
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            findings.fault(name, says: "may not be opened", expected: "a file that can be read")
            return nil
        }
        defer { try? handle.close() }
        // The size may have been a lie, as it is under /proc, or may have grown since.
        guard let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
            findings.fault(name, says: "cannot be read", expected: "a file that can be read")
            return nil
        }
        guard data.count <= limit else {
            refuse(name, size: data.count, limit, findings)
            return nil
        }
        return [UInt8](data)
    }

    private static func refuse(_ name: String, size: Int, _ limit: Int, _ findings: Findings) {
        findings.fault(
            name, says: "is \(size / 1_000_000) MB long", expected: "at most \(limit / 1_000_000) MB")
    }
}

/// Bytes as UTF-8 text.
enum Encoding {
    /// What the bytes are instead of UTF-8 text, if that can be told from their beginning.
    static func otherThanText(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "is UTF-16 text" }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "is a workbook or a zip file" }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "is an old Office file" }
        return nil
    }

    /// The bytes without the byte-order mark that spreadsheets put first.
    static func withoutByteOrderMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    }

    static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    /// The line with the first byte that no UTF-8 text has there.
    ///
    /// Line by line, which is right because no character of several bytes has a newline's byte in it.
    static func firstBadLine(_ bytes: ArraySlice<UInt8>) -> Int? {
        if isValid(bytes) { return nil }
        var line = 1
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex { $0 == .lineFeed || $0 == .carriageReturn } ?? bytes.endIndex
            if !isValid(bytes[start..<end]) { return line }
            guard end < bytes.endIndex else { break }
            start = bytes.index(after: end)
            if bytes[end] == .carriageReturn, bytes[start...].first == .lineFeed { start = bytes.index(after: start) }
            line += 1
        }
        return line
    }

    /// The first line with a tab before anything else on it.
    static func firstLineIndentedWithTab(_ bytes: ArraySlice<UInt8>) -> Int? {
        var isIndent = true
        for (index, byte) in zip(bytes.indices, bytes) {
            if byte == .tab, isIndent { return line(of: index, in: bytes) }
            isIndent = byte == .lineFeed || byte == .carriageReturn || isIndent && byte == .space
        }
        return nil
    }

    static func line(of index: Int, in bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        var before: UInt8 = 0
        for byte in bytes[bytes.startIndex..<min(index, bytes.endIndex)] {
            if byte == .carriageReturn || byte == .lineFeed && before != .carriageReturn { line += 1 }
            before = byte
        }
        return line
    }
}

extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let quotationMark = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
}
