import Casework
import Foundation
import Publishing

/// The look of DOCX and ODT documents, with the marking in head and foot: what pandoc calls a reference document.
///
/// It is kept as the parts that it is made of, so that they can be read, and put together when it is needed.
enum ReferenceDocument {
    /// - Throws: `PrintingError` where a part cannot be read.
    static func bytes(of folder: URL, marking: Marking) throws -> [UInt8] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        let top = folder.resolvingSymlinksInPath().path
        let files = (found?.allObjects as? [URL] ?? []).filter { file in
            (try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false
        }
        var parts: [String: URL] = [:]
        for file in files { parts[String(file.resolvingSymlinksInPath().path.dropFirst(top.count + 1))] = file }
        guard !parts.isEmpty else { throw PrintingError.unreadable(file: folder.path) }
        var archive = StoredZip()
        // OpenDocument has its `mimetype` first.
        let names = parts.keys.sorted { ($0 == "mimetype" ? 0 : 1, $0) < ($1 == "mimetype" ? 0 : 1, $1) }
        for name in names {
            guard let file = parts[name], let data = try? Data(contentsOf: file) else {
                throw PrintingError.unreadable(file: folder.appendingPathComponent(name).path)
            }
            archive.add(name, filled(Array(data), name, with: marking))
        }
        return archive.finished()
    }

    private static func filled(_ part: [UInt8], _ name: String, with marking: Marking) -> [UInt8] {
        guard name.hasSuffix(".xml"), let text = String(validating: part, as: UTF8.self) else { return part }
        return Array(text.replacing("{{marking}}", with: escaped(marking.line)).utf8)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
