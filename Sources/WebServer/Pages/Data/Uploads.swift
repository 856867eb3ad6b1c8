internal import Casework
internal import Identity
internal import NIOConcurrencyHelpers
internal import Operations

/// Exports that somebody has sent and looks at before they are taken in; for an hour, in memory alone.
final class Uploads: Sendable {
    struct Upload: Sendable {
        var owner: Account.ID
        var at: Timestamp
        /// What would change, or every fault that stands in the way.
        var outcome: Outcome
    }

    enum Outcome: Sendable {
        case sound(ImportedExport, ImportPreview)
        case faulty([String])
    }

    private static let seconds = 3_600
    private static let most = 8
    private let uploads = NIOLockedValueBox<[String: Upload]>([:])

    /// - Returns: The name it is kept under.
    func keep(_ upload: Upload) -> String {
        let name = Token.made(bits: 128)
        uploads.withLockedValue { uploads in
            uploads = uploads.filter { upload.at.seconds - $0.value.at.seconds < Uploads.seconds }
            while uploads.count >= Uploads.most, let oldest = uploads.min(by: { $0.value.at < $1.value.at })?.key {
                uploads[oldest] = nil
            }
            uploads[name] = upload
        }
        return name
    }

    func upload(_ name: String, of owner: Account.ID, at now: Timestamp) -> Upload? {
        uploads.withLockedValue { uploads in
            uploads[name].flatMap { $0.owner == owner && now.seconds - $0.at.seconds < Uploads.seconds ? $0 : nil }
        }
    }

    func forget(_ name: String) { uploads.withLockedValue { $0[name] = nil } }
}
