internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import Planning
internal import Printing
internal import Publishing
internal import SQLiteStore
internal import WebServer

/// Turns every error into a sentence and an exit status, in this one place.
enum Complaint {
    /// The exit statuses of `sysexits.h` that we use.
    enum Status: Int32 {
        case usage = 64
        case dataFault = 65
        case noInput = 66
        case internalFault = 70
        case cannotCreate = 73
        case inputOutput = 74
        case tryAgain = 75
    }

    static func exit(with error: any Error) -> Never {
        // What the argument parser finds wrong comes this way too, and it knows how to say so.
        guard let status = tell(error) else { IOMDiary.exit(withError: error) }
        Foundation.exit(status.rawValue)
    }

    /// Says what is wrong; nil, and nothing said, where that is for the argument parser to say.
    static func tell(_ error: any Error) -> Status? {
        switch error {
        case let faults as Faults:
            Terminal.complain(faults.warnings.map { "warning: \($0)" } + faults.faults.map(\.description))
            let count = faults.faults.count
            Terminal.complain(["\(count) \(count == 1 ? "fault" : "faults"); nothing was stored or written."])
            return .dataFault
        case let refusal as DiaryRefusal:
            Terminal.complain(["iom-diary: \(refusal)."])
            if case .changedMeanwhile = refusal { return .tryAgain }
            return .dataFault
        case is NotesRefusal, is AccountRefusal, is FeedLinkRefusal, is VariationRefusal, is PolicyRefusal,
            is AgreementRefusal, is RetentionRefusal:
            Terminal.complain(["iom-diary: \(error)."])
            return .dataFault
        case let broken as Planner.BrokenPlan:
            Terminal.complain(["iom-diary: \(broken).", "This is a fault of the program: please report it."])
            return .internalFault
        case StoreError.noDiary, StoreError.noBackup:
            Terminal.complain(["iom-diary: \(error)"])
            return .noInput
        case StoreError.exists:
            Terminal.complain(["iom-diary: \(error)"])
            return .cannotCreate
        case StoreError.unsound:
            Terminal.complain(["iom-diary: \(error)"])
            return .dataFault
        case let error as StoreError:
            Terminal.complain(["iom-diary: \(error)"])
            return .inputOutput
        case let refusal as CalendarAddress.Refusal:
            Terminal.complain(["iom-diary: \(refusal)."])
            return .usage
        case let refusal as ReplyRefusal:
            Terminal.complain(["iom-diary: nothing was changed: \(refusal)."])
            return .dataFault
        case let error as MailDelivery.Refusal:
            Terminal.complain(["iom-diary: \(error)."])
            return error.isUnreachable ? .tryAgain : .cannotCreate
        case let error as TemplateError:
            Terminal.complain(["iom-diary: \(error)"])
            return .dataFault
        case let error as PrintingError:
            Terminal.complain(["iom-diary: \(error)"])
            if case .notInstalled = error { return .usage }
            return .cannotCreate
        case is CancellationError:
            Terminal.complain(["iom-diary: stopped; nothing was written."])
            return .tryAgain
        case let fault as ProblemFile.Fault:
            Terminal.complain(["iom-diary: \(fault)"])
            return .dataFault
        case let error as EventsCommand.Unreadable:
            Terminal.complain(["iom-diary: \(error)"])
            return error.isMissing ? .noInput : .dataFault
        case let error as OutputFolder.Refusal:
            Terminal.complain(["iom-diary: \(error)."])
            return .cannotCreate
        case let refusal as Server.Refusal:
            Terminal.complain(["iom-diary: \(refusal)."])
            if case .notPEM = refusal { return .noInput }
            return .tryAgain
        case is InvitationOptions.NoOrganiser:
            Terminal.complain(["iom-diary: \(error)"])
            return .usage
        case is CleanExit, is ValidationError, is ExitCode:
            return nil
        case let error as CocoaError:
            let path = error.filePath.map { "\($0): " } ?? ""
            Terminal.complain(["iom-diary: \(path)\(error.localizedDescription)"])
            return .inputOutput
        default:
            return nil
        }
    }

    /// An error that says itself what is wrong; nil for one that nobody foresaw.
    static func words(for error: any Error) -> String? {
        switch error {
        case let faults as Faults: faults.faults.map(\.description).joined(separator: "\n")
        case let broken as Planner.BrokenPlan: "\(broken)"
        case let refusal as CalendarAddress.Refusal: "\(refusal)"
        case let error as TemplateError: "\(error)"
        case let error as PrintingError: "\(error)"
        default: nil
        }
    }
}
