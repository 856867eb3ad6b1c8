package import Casework
package import HTTPTypes

/// What a visitor gets.
package enum Answer: Sendable {
    /// A page of `templates/site`, and the nominals it shows, besides those whose references stand in it: that they were
    /// looked at is on record before it goes out.
    case page(String, of: any Sendable, title: String, shows: [Nominal.ID])
    /// Elsewhere, by GET; what is to be said there, and of what.
    case see(String, saying: String? = nil, about: [NoticeLine] = [])
    /// A file to keep: handing it out is on record by whoever made it.
    case file(Download)
    /// Nothing of that name that this reader may know of.
    case notFound
    /// What was asked for cannot be, and why: a page with a sentence, and the way back.
    case refused(String, back: String? = nil, status: HTTPResponse.Status = .unprocessableContent)
}

/// One of the things that what was just done concerns.
package struct NoticeLine: Sendable {
    package var words: String
    /// Where there is more of it; nil: nowhere.
    package var path: String?
    /// Whom it is about: that it was shown is on record.
    package var nominal: Nominal.ID?
}

package struct Download: Sendable {
    package var name: String
    /// `application/pdf`.
    package var type: String
    package var content: [UInt8]

    package init(name: String, type: String, content: [UInt8]) {
        self.name = name
        self.type = type
        self.content = content
    }
}

/// Something in a form that cannot stand: which field, and what was expected.
package struct FieldError: Hashable, Sendable {
    /// The field's name, which is also its id on the page.
    package var field: String
    package var message: String

    package init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}
