/// Why a mail is not read.
package enum MailFault: Error, Hashable, CustomStringConvertible {
    case tooLarge(bytes: Int, limit: Int)
    case tooManyHeaders(limit: Int)
    case nestedTooDeeply(limit: Int)
    case tooManyParts(limit: Int)
    case notAMail

    package var description: String {
        switch self {
        case .tooLarge(let bytes, let limit): "the mail is \(bytes) bytes long; more than \(limit) are not read"
        case .tooManyHeaders(let limit): "a part of the mail has more than \(limit) bytes of headers"
        case .nestedTooDeeply(let limit): "the mail has parts inside more than \(limit) others; no mail needs that"
        case .tooManyParts(let limit): "the mail has more than \(limit) parts; no mail needs that"
        case .notAMail: "this is no mail: it has no From header"
        }
    }
}
