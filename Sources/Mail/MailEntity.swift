internal import Foundation

/// A mail, or a part of one: headers, a blank line, a body.
struct MailEntity {
    /// Names in lower case; folds undone.
    private(set) var headers: [(name: String, value: String)] = []
    /// Without the line ends.
    private let body: ArraySlice<[UInt8]>

    /// - Parameter lines: Without the line ends.
    init(_ lines: ArraySlice<[UInt8]>) throws(MailFault) {
        let end = lines.firstIndex(where: \.isEmpty) ?? lines.endIndex
        body = lines[min(end + 1, lines.endIndex)...]
        var count = 0
        for line in lines[..<end] {
            count += line.count
            guard count <= IncomingMail.Limit.headerBytes else {
                throw .tooManyHeaders(limit: IncomingMail.Limit.headerBytes)
            }
            let text = String(decoding: line.filter { $0 != 0 }, as: UTF8.self)
            if text.first == " " || text.first == "\t" {
                if let last = headers.indices.last { headers[last].value += text }
            } else if let colon = text.firstIndex(of: ":") {
                let name = text[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
                headers.append((name, String(text[text.index(after: colon)...])))
            }
        }
    }

    /// Cuts bytes at CRLF, LF or CR.
    static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
                index += 1
                continue
            }
            lines.append(Array(bytes[start..<index]))
            let isPair =
                byte == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
            index += isPair ? 2 : 1
            start = index
        }
        if start < bytes.count { lines.append(Array(bytes[start...])) }
        return lines
    }

    func all(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

    /// What stands between a multipart's boundaries.
    ///
    /// The last may lack its end, as in a mail that was cut off.
    func pieces(_ boundary: String) -> [ArraySlice<[UInt8]>] {
        let (opening, closing) = (Array("--\(boundary)".utf8), Array("--\(boundary)--".utf8))
        var pieces: [ArraySlice<[UInt8]>] = []
        var start: Int?
        for index in body.indices {
            let line = body[index]
            guard line.starts(with: opening) else { continue }
            let bare = Array(line.reversed().drop { $0 == 0x20 || $0 == 0x09 }.reversed())
            guard bare == opening || bare == closing else { continue }
            if let start { pieces.append(body[start..<index]) }
            start = bare == closing ? nil : index + 1
            if bare == closing { return pieces }
        }
        if let start { pieces.append(body[start...]) }
        return pieces
    }

    // MARK: Headers with parameters

    var contentType: (value: String, parameters: [String: String]) {
        let type = parameterised("content-type")
        return type.value.isEmpty ? ("text/plain", [:]) : type
    }

    /// `text/calendar; method=REPLY; charset="utf-8"`: the value and the parameters' names in lower case.
    func parameterised(_ name: String) -> (value: String, parameters: [String: String]) {
        var pieces = [""]
        var (isQuoted, isEscaped) = (false, false)
        for character in (all(name).first ?? "").unicodeScalars {
            if isEscaped {
                isEscaped = false
            } else if isQuoted && character == "\\" {
                isEscaped = true
                continue
            } else if character == "\"" {
                isQuoted.toggle()
                continue
            } else if character == ";" && !isQuoted {
                pieces.append("")
                continue
            }
            pieces[pieces.count - 1].unicodeScalars.append(character)
        }
        var parameters: [String: String] = [:]
        for piece in pieces.dropFirst() {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            let name = piece[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
            let value = piece[piece.index(after: equals)...].trimmingCharacters(in: .whitespaces)
            if parameters[name] == nil { parameters[name] = value }
        }
        return (pieces[0].trimmingCharacters(in: .whitespaces).lowercased(), parameters)
    }

    // MARK: Content

    /// The body, unwrapped, and in UTF-8 if it is text in a character set that we know.
    var content: [UInt8] {
        let joined = Array(body.joined(separator: [UInt8(ascii: "\n")]))
        let encoding = parameterised("content-transfer-encoding").value
        let bytes =
            switch encoding {
            case "base64": Data(base64Encoded: Data(joined), options: .ignoreUnknownCharacters).map(Array.init) ?? []
            case "quoted-printable": QuotedPrintable.decoded(joined)
            default: joined
            }
        let known: String.Encoding? =
            switch contentType.parameters["charset"]?.lowercased() {
            case "iso-8859-1", "latin1": .isoLatin1
            case "windows-1252", "cp1252": .windowsCP1252
            default: nil
            }
        return known.flatMap { String(data: Data(bytes), encoding: $0) }.map { Array($0.utf8) } ?? bytes
    }
}
