internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import Planning
internal import Publishing
internal import SQLiteStore

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
        switch error {
        case let faults as Faults:
            Terminal.complain(faults.warnings.map { "warning: \($0)" } + faults.faults.map(\.description))
            let count = faults.faults.count
            Terminal.complain(["\(count) \(count == 1 ? "fault" : "faults"); nothing was stored or written."])
            leave(.dataFault)
        case let refusal as DiaryRefusal:
            Terminal.complain(["iom-diary: \(refusal)."])
            if case .changedMeanwhile = refusal { leave(.tryAgain) }
            leave(.dataFault)
        case let broken as Planner.BrokenPlan:
            Terminal.complain(["iom-diary: \(broken).", "This is a fault of the program: please report it."])
            leave(.internalFault)
        case StoreError.noDiary(let path):
            Terminal.complain(["iom-diary: \(StoreError.noDiary(path: path))"])
            leave(.noInput)
        case let error as StoreError:
            Terminal.complain(["iom-diary: \(error)"])
            leave(.inputOutput)
        case let refusal as CalendarAddress.Refusal:
            Terminal.complain(["iom-diary: \(refusal)."])
            leave(.usage)
        case let refusal as ReplyRefusal:
            Terminal.complain(["iom-diary: nothing was changed: \(refusal)."])
            leave(.dataFault)
        case let error as MailDelivery.Refusal:
            Terminal.complain(["iom-diary: \(error)."])
            leave(error.isUnreachable ? .tryAgain : .cannotCreate)
        case let error as TemplateError:
            Terminal.complain(["iom-diary: \(error)"])
            leave(.dataFault)
        case let fault as ProblemFile.Fault:
            Terminal.complain(["iom-diary: \(fault)"])
            leave(.dataFault)
        case let error as EventsCommand.Unreadable:
            Terminal.complain(["iom-diary: \(error)"])
            leave(error.isMissing ? .noInput : .dataFault)
        case let error as OutputFolder.Refusal:
            Terminal.complain(["iom-diary: \(error)."])
            leave(.cannotCreate)
        case is CleanExit, is ValidationError, is ExitCode:
            IOMDiary.exit(withError: error)
        case let error as CocoaError:
            let path = error.filePath.map { "\($0): " } ?? ""
            Terminal.complain(["iom-diary: \(path)\(error.localizedDescription)"])
            leave(.inputOutput)
        default:
            // What the argument parser finds wrong comes this way, and it knows how to say so.
            IOMDiary.exit(withError: error)
        }
    }

    private static func leave(_ status: Status) -> Never {
        Foundation.exit(status.rawValue)
    }
}
