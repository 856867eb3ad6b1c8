package import Casework

/// A mail as it came in, as far as we need it: who sent it, and the files in it (RFC 5322, RFC 2045).
///
/// Takes what mail programs write; what is hostile is bounded, and what cannot be read is left out. A mail that is
/// inside another, forwarded as a file, is not looked into: its sender is somebody else.
package struct IncomingMail: Sendable {
    /// How much of a stranger's mail is read before giving up.
    enum Limit {
        static let bytes = 1_000_000
        static let headerBytes = 100_000
        static let nesting = 10
        static let parts = 100
    }

    /// One file of a mail, without what it was wrapped in for the journey.
    package struct Part: Hashable, Sendable {
        /// In lower case: `text/calendar`.
        package var mediaType: String
        /// In lower case.
        package var fileName: String?
        /// In UTF-8 if it is text in a character set that we know.
        package var content: [UInt8]
    }

    /// Every address that its From headers name.
    package private(set) var from: [EmailAddress] = []
    /// In order, those inside others at their place.
    package private(set) var parts: [Part] = []

    package init(_ bytes: [UInt8]) throws(MailFault) {
        guard bytes.count <= Limit.bytes else { throw .tooLarge(bytes: bytes.count, limit: Limit.bytes) }
        let entity = try MailEntity(MailEntity.lines(bytes)[...])
        guard entity.headers.contains(where: { $0.name == "from" }) else { throw .notAMail }
        from = AddressList.addresses(entity.all("from"))
        try read(entity, depth: 0)
    }

    /// The calendar in it: a part that is one, or else a file that is named like one.
    package var calendar: Part? {
        parts.first { $0.mediaType == "text/calendar" }
            ?? parts.first { $0.mediaType == "application/ics" || $0.fileName?.hasSuffix(".ics") == true }
    }

    private mutating func read(_ entity: MailEntity, depth: Int) throws(MailFault) {
        let type = entity.contentType
        if type.value.hasPrefix("multipart/"), let boundary = type.parameters["boundary"], !boundary.isEmpty {
            guard depth < Limit.nesting else { throw .nestedTooDeeply(limit: Limit.nesting) }
            for lines in entity.pieces(boundary) { try read(MailEntity(lines), depth: depth + 1) }
            return
        }
        guard parts.count < Limit.parts else { throw .tooManyParts(limit: Limit.parts) }
        let disposition = entity.parameterised("content-disposition")
        parts.append(
            Part(
                mediaType: type.value,
                fileName: (disposition.parameters["filename"] ?? type.parameters["name"])?.lowercased(),
                content: entity.content))
    }
}
