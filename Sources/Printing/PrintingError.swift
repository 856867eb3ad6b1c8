/// Why a document could not be printed, in a sentence that names it.
package enum PrintingError: Error, Hashable, CustomStringConvertible {
    case notInstalled([String])
    case unreadable(file: String)
    case noWorkspace(path: String, why: String)
    case failed(document: String, program: String, why: String)
    case tooSlow(document: String, program: String, seconds: Int)

    package var description: String {
        switch self {
        case .notInstalled(let sentences):
            sentences.joined(separator: " ")
        case .unreadable(let file):
            "\(file): this part of the look of documents cannot be read."
        case .noWorkspace(let path, let why):
            "\(path) cannot be written, and documents are printed from there: \(why.hasSuffix(".") ? why : "\(why).")"
        case .failed(let document, let program, let why):
            "\(document) could not be printed: \(program) \(why)."
        case .tooSlow(let document, let program, let seconds):
            "\(document) could not be printed: \(program) had not finished after \(seconds) seconds."
        }
    }
}
