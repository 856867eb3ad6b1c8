import Foundation

/// A folder of our own for what the converters read, which nobody else can look into.
struct Workspace: Sendable {
    private let url: URL

    init(in parent: URL) throws {
        url = parent.appendingPathComponent("iom-diary-\(UUID().uuidString)", isDirectory: true)
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw PrintingError.noWorkspace(path: parent.path, why: error.localizedDescription)
        }
    }

    /// Writes a file there, and answers with its path.
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = url.appendingPathComponent(name)
        do {
            try Data(bytes).write(to: file)
        } catch {
            throw PrintingError.noWorkspace(path: url.path, why: error.localizedDescription)
        }
        return file.path
    }

    func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The folder itself, with all that is in it.
    func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
