internal import Casework
internal import Foundation
internal import Publishing

/// Writes a whole export, or nothing: beside its place first, then moved there in one step.
struct OutputFolder {
    /// Why an export is not written.
    enum Refusal: Error, CustomStringConvertible {
        case occupied(String, String)
        case unwritable(String, String)

        var description: String {
            switch self {
            case .occupied(let path, let why): "\(path) \(why); nothing was written"
            case .unwritable(let path, let why):
                "\(path) cannot be written: \(why.hasSuffix(".") ? String(why.dropLast()) : why)"
            }
        }
    }

    /// What lies in a folder that is ours to replace.
    enum Layout {
        case export, feeds
        /// Papers alone, whose names begin in one of these ways.
        case papers([String])
        /// A folder for each lead, with what they put into their own systems.
        case extracts
    }

    private let url: URL
    private let layout: Layout
    private let files = FileManager.default

    init(_ path: String, layout: Layout = .export) {
        self.layout = layout
        url = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL.resolvingSymlinksInPath()
    }

    /// Refuses now what would be refused later, before anyone waits for a plan.
    func check() throws {
        try checkWritable()
        guard files.fileExists(atPath: url.path) else { return }
        guard let held = files.enumerator(atPath: url.path), files.isReadableFile(atPath: url.path),
            (try? files.contentsOfDirectory(atPath: url.path)) != nil
        else { throw Refusal.occupied(url.path, "is not a folder that can be read") }
        // Replacing the folder must not take anything with it that somebody else put there.
        for case let path as String in held where !isOurs(path) {
            throw Refusal.occupied(url.path, "holds \(path), which is none of these papers: choose another folder")
        }
    }

    /// What cannot be written is refused before the diary notes that it was given out.
    private func checkWritable() throws {
        var parent = url.deletingLastPathComponent()
        while !files.fileExists(atPath: parent.path), parent.pathComponents.count > 1 {
            parent.deleteLastPathComponent()
        }
        guard files.isWritableFile(atPath: parent.path) else {
            throw Refusal.unwritable(url.path, "nothing can be written to \(parent.path)")
        }
    }

    /// Whether we write a file, or a folder, of that path.
    private func isOurs(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        switch layout {
        case .export: break
        case .feeds: return OutputFolder.isFeed(parts)
        case .papers(let beginnings):
            return parts.count == 1 && OutputFolder.isPaper(path) && beginnings.contains { path.hasPrefix($0) }
        case .extracts: return parts.count == 1 ? !path.contains(".") : parts.count == 2 && OutputFolder.isPaper(path)
        }
        switch (parts.count, parts.first, parts.last) {
        case (1, "agendas"?, _), (1, "feeds"?, _): return true
        case (1, let name?, _): return OutputFolder.isTeamDocument(name)
        // A meeting's page, or the folder of its documents.
        case (2, "agendas"?, let name?): return OutputFolder.isPage(name) || !name.contains(".")
        case (3, "agendas"?, let name?): return OutputFolder.isPage(name)
        case (2, "feeds"?, let name?): return name.hasSuffix(".ics") || OutputFolder.isFeed([name])
        case (3, "feeds"?, _): return OutputFolder.isFeed(Array(parts.dropFirst()))
        default: return false
        }
    }

    /// Whatever they are marked with: `contacts_OS.html`, and `contacts.html` as it was once.
    private static func isTeamDocument(_ name: String) -> Bool {
        if ["plan.json", "index.html"].contains(name) { return true }
        guard isPage(name) || name.hasSuffix(".csv") else { return false }
        let parts = name.split(separator: ".")[0].split(separator: "_", maxSplits: 1)
        return ["contacts", "shortfalls"].contains(parts[0])
            && (parts.count == 1 || Marking.isSuffix(String(parts[1])))
    }

    private static func isPaper(_ name: String) -> Bool {
        isPage(name) || name.hasSuffix(".csv") || name.hasSuffix(".txt")
    }

    private static func isPage(_ name: String) -> Bool {
        DocumentFormat.allCases.contains { name.hasSuffix(".\($0.rawValue)") }
    }

    private static func isFeed(_ parts: [String]) -> Bool {
        guard let first = parts.first, let last = parts.last else { return false }
        let isFolder = FeedSet.Kind(rawValue: first) != nil
        return switch parts.count {
        case 1: isFolder || first == "team.ics"
        case 2: isFolder && last.hasSuffix(".ics")
        default: false
        }
    }

    /// Whoever may read the folder may read all of it, so only its owner may: the documents are marked.
    func write(_ documents: [Document]) throws {
        try check()
        let parent = url.deletingLastPathComponent()
        let draft = parent.appendingPathComponent(".\(url.lastPathComponent).\(UUID().uuidString)")
        let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        do {
            try files.createDirectory(at: parent, withIntermediateDirectories: true)
            try files.createDirectory(at: draft, withIntermediateDirectories: false, attributes: owner)
            defer { try? files.removeItem(at: draft) }
            for document in documents {
                let file = draft.appendingPathComponent(document.path)
                try files.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: owner)
                try Data(document.bytes).write(to: file)
                try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
            }
            try install(draft)
        } catch let error as Refusal {
            throw error
        } catch {
            throw Refusal.unwritable(url.path, error.localizedDescription)
        }
    }

    /// Puts the finished draft in place; an earlier export comes back if that fails.
    private func install(_ draft: URL) throws {
        guard files.fileExists(atPath: url.path) else { return try files.moveItem(at: draft, to: url) }
        let earlier = draft.appendingPathExtension("earlier")
        try files.moveItem(at: url, to: earlier)
        do {
            try files.moveItem(at: draft, to: url)
        } catch {
            try files.moveItem(at: earlier, to: url)
            throw error
        }
        try files.removeItem(at: earlier)
    }
}
