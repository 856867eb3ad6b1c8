/// What is wrong with the file, or with what was to be kept in it, in one sentence.
///
/// It names files, tables, columns and references, never what a row says: errors end up in logs.
package enum StoreError: Error, Hashable, Sendable {
    case noDiary(path: String)
    case noFolder(path: String)
    case notAFile(path: String)
    case notADatabase(path: String)
    case foreignDatabase(path: String)
    case newerSchema(path: String)
    case cannotOpen(path: String, why: String)
    /// Another process held the file for longer than we wait.
    case busy
    case full
    case readOnly
    /// A file is never written over.
    case exists(path: String)
    case noBackup(path: String)
    case unsound(path: String, why: String)
    /// A constraint of the schema said no.
    case refused(constraint: String)
    /// A value that the schema would never have let in.
    case damaged(column: String)
    case failed(why: String)
    /// A plan's word on a contact is not the diary's.
    case planDisagrees(contact: String)
    case outsidePlan(contact: String)
    case listedTwice(contact: String)
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noDiary(let path):
            "There is no diary \(path); 'iom-diary import' begins one."
        case .noFolder(let path):
            "There is no folder to keep the diary \(path) in."
        case .notAFile(let path):
            "\(path) is a folder, where the diary's file was expected."
        case .notADatabase(let path):
            "\(path) is not a diary: it is not an SQLite file, or it is damaged."
        case .foreignDatabase(let path):
            "\(path) is not a diary: it is an SQLite file of another program."
        case .newerSchema(let path):
            "\(path) was written by a newer version of the diary; use that version to open it."
        case .cannotOpen(let path, let why):
            "The diary \(path) cannot be opened: \(why)."
        case .busy:
            "Another program is writing to the diary; try again in a moment."
        case .full:
            "The diary could not be written, because the disk is full."
        case .readOnly:
            "The diary could not be written: its file, or the folder it is in, can only be read."
        case .exists(let path):
            "There is a file \(path) already, and it stays as it is."
        case .noBackup(let path):
            "There is no backup \(path)."
        case .unsound(let path, let why):
            "\(path) is not sound, and was not used: \(why)."
        case .refused(let constraint):
            "The diary refused what was to be kept: \(constraint)."
        case .damaged(let column):
            "The diary holds something it cannot read, in the column \(column)."
        case .failed(let why):
            "The diary could not be read or written: \(why)."
        case .planDisagrees(let contact):
            "The plan and the diary disagree on contact \(contact), which the plan may not change; plan again."
        case .outsidePlan(let contact):
            "Contact \(contact) lies outside the weeks of its plan."
        case .listedTwice(let contact):
            "Contact \(contact) is in the plan twice."
        }
    }
}
