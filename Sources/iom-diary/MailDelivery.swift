internal import Casework
internal import Foundation
internal import Mail

/// Hands mails over: to a folder of `.eml` files, or to the system's own mail program.
enum MailDelivery {
    case folder(String)
    /// The path of a program that takes `-t -i`, as sendmail, Postfix, Exim and msmtp bring one.
    case sendmail(String)

    static let usualSendmail = "/usr/sbin/sendmail"

    /// How long a mail program may think about one mail, in seconds.
    ///
    /// Longer, and others at the diary would be kept waiting.
    private static let patience = 10.0

    /// Why a mail was not taken.
    enum Refusal: Error, CustomStringConvertible {
        case unwritable(String, String)
        case noProgram(String)
        case failed(String, Int32)
        case silent(String)

        var description: String {
            switch self {
            case .unwritable(let path, let why): "\(path) cannot be written: \(why)"
            case .noProgram(let path): "\(path) is no program that can be run; nothing was sent"
            case .failed(let path, let status):
                "\(path) did not take a mail and ended with status \(status); that mail and those after it were not "
                    + "sent, and will be the next time"
            case .silent(let path):
                "\(path) did not take a mail within \(Int(MailDelivery.patience)) s and was stopped; that mail and "
                    + "those after it will be sent the next time"
            }
        }

        /// Whether it may go better in a while.
        var isUnreachable: Bool {
            switch self {
            case .failed, .silent: true
            case .unwritable, .noProgram: false
            }
        }
    }

    /// Refuses now what would be refused for every mail.
    func check() throws {
        switch self {
        case .folder(let path):
            do {
                // Whoever may read the folder may read all of it, so only its owner may.
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw Refusal.unwritable(path, error.localizedDescription)
            }
        case .sendmail(let path):
            guard FileManager.default.isExecutableFile(atPath: path) else { throw Refusal.noProgram(path) }
        }
    }

    /// - Parameter name: The same for the same mail, so that one written again replaces itself.
    func deliver(_ mail: OutgoingMail, as name: String) throws {
        switch self {
        case .folder(let path): try write(mail, to: path, as: name)
        case .sendmail(let path): try send(mail, by: path)
        }
    }

    private func write(_ mail: OutgoingMail, to path: String, as name: String) throws {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        let (draft, place) = (
            folder.appendingPathComponent(".\(name).eml"), folder.appendingPathComponent("\(name).eml")
        )
        do {
            try MailDelivery.keep(mail, at: draft)
            // Whoever watches the folder sees whole mails only. One of the same name is the same mail.
            try? FileManager.default.removeItem(at: place)
            try FileManager.default.moveItem(at: draft, to: place)
        } catch {
            try? FileManager.default.removeItem(at: draft)
            throw Refusal.unwritable(place.path, error.localizedDescription)
        }
    }

    private func send(_ mail: OutgoingMail, by path: String) throws {
        // A file rather than a pipe: a program that ends without reading must not end us.
        let draft = FileManager.default.temporaryDirectory.appendingPathComponent("iom-diary-\(UUID().uuidString).eml")
        defer { try? FileManager.default.removeItem(at: draft) }
        let process = Process()
        let ended = DispatchSemaphore(value: 0)
        do {
            try MailDelivery.keep(mail, at: draft)
            process.executableURL = URL(fileURLWithPath: path)
            // What cannot be delivered comes back to the team's mailbox, not to whoever runs this.
            process.arguments = ["-t", "-i", "-f", mail.from.address.text]
            process.standardInput = try FileHandle(forReadingFrom: draft)
            process.standardOutput = FileHandle.nullDevice
            process.terminationHandler = { _ in ended.signal() }
            try process.run()
        } catch {
            throw Refusal.noProgram(path)
        }
        guard ended.wait(timeout: .now() + MailDelivery.patience) == .success else {
            process.terminate()
            if ended.wait(timeout: .now() + 1) != .success { kill(process.processIdentifier, SIGKILL) }
            throw Refusal.silent(path)
        }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw Refusal.failed(path, process.terminationStatus)
        }
    }

    /// For its owner alone, from the first byte on.
    private static func keep(_ mail: OutgoingMail, at file: URL) throws {
        try? FileManager.default.removeItem(at: file)
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data(mail.content.utf8), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
    }
}
