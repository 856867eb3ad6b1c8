internal import Foundation

/// Files that a form sends: `multipart/form-data` (RFC 7578).
package struct Multipart: Sendable {
    package struct File: Sendable {
        package var field: String
        /// As the sender calls it, without folders: never a path to write to unchecked.
        package var name: String
        package var content: [UInt8]
    }

    package private(set) var files: [File] = []
    /// What is no file, as a form would send it.
    private(set) var fields: [(name: String, value: String)] = []

    /// More parts than any page sends.
    private static let most = 2_000

    /// - Returns: Nil where the body is not of that type, or breaks off.
    package init?(_ body: [UInt8], type: String) {
        guard type.lowercased().hasPrefix("multipart/form-data"),
            let boundary = Multipart.parameter("boundary", of: type),
            (1...70).contains(boundary.utf8.count)
        else { return nil }
        let data = Data(body)
        let mark = Data("--\(boundary)".utf8)
        guard var place = data.range(of: mark)?.upperBound else { return nil }
        while files.count + fields.count < Multipart.most {
            if data[place...].starts(with: Data("--".utf8)) { return }
            guard let head = data.range(of: Data("\r\n\r\n".utf8), in: place..<data.endIndex),
                let end = data.range(of: Data("\r\n".utf8) + mark, in: head.lowerBound..<data.endIndex)
            else { return nil }
            let headers = String(decoding: data[place..<head.lowerBound], as: UTF8.self)
            let content = head.upperBound <= end.lowerBound ? data[head.upperBound..<end.lowerBound] : Data()
            take(content, headers)
            place = end.upperBound
        }
        return nil
    }

    private mutating func take(_ content: Data, _ headers: String) {
        let line = headers.split(whereSeparator: \.isNewline).first { line in
            line.lowercased().hasPrefix("content-disposition:")
        }
        guard let line, let field = Multipart.parameter("name", of: String(line)) else { return }
        if let name = Multipart.parameter("filename", of: String(line)) {
            let last = name.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
            if !last.isEmpty { files.append(File(field: field, name: last, content: Array(content))) }
        } else {
            fields.append((field, String(decoding: content, as: UTF8.self)))
        }
    }

    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            return pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return nil
    }
}
