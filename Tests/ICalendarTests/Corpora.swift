import Foundation
import ICalendar

/// Calendars and expectations that none of us wrote, kept beside the package.
enum Corpora {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/data/calendar").standardizedFileURL
    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    /// The paths of all files below a folder whose names end so, but for empty ones.
    ///
    /// Foundation leaks its buffer when it reads an empty file, which would hide leaks of our own.
    static func files(below path: String, _ extensions: Set<String> = ["ics"]) throws -> [String] {
        let root = folder.appending(path: path)
        return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted().compactMap { name in
            let url = root.appending(path: name)
            let size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            return extensions.contains(url.pathExtension) && size > 0 ? "\(path)/\(name)" : nil
        }
    }

    /// A file's text, put into a calendar where it is a bare event: khal's own tests take those, too.
    static func calendar(_ path: String) throws -> [UInt8] {
        let bytes = try bytes(path)
        guard !String(decoding: bytes, as: UTF8.self).contains("BEGIN:VCALENDAR") else { return bytes }
        return Array("BEGIN:VCALENDAR\n".utf8) + bytes + Array("\nEND:VCALENDAR\n".utf8)
    }
}
