internal import Casework

/// The addresses in a From or Sender header (RFC 5322, 3.4).
enum AddressList {
    /// Every address that the headers name; none, if one of them is not a plain address.
    static func addresses(_ headers: [String]) -> [EmailAddress] {
        let entries = headers.flatMap(entries)
        let addresses = entries.compactMap { EmailAddress($0) }
        return addresses.count == entries.count ? addresses : []
    }

    /// The header's entries, each without the name beside the address.
    ///
    /// Names are whatever somebody likes: in quotes, or as a comment in brackets, they may hold commas and addresses.
    private static func entries(_ header: String) -> [String] {
        var entries: [String] = []
        var (bare, angled) = (String.UnicodeScalarView(), String.UnicodeScalarView())
        var (isQuoted, isEscaped, isAngled, hasAngles, comments) = (false, false, false, false, 0)
        func finished() -> String { String(hasAngles ? angled : bare).filter { !$0.isWhitespace } }
        // Scalar by scalar: an accent after a quotation mark must not hide it.
        for character in header.unicodeScalars {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\\" where isQuoted || comments > 0: isEscaped = true
            case "\"" where comments == 0: isQuoted.toggle()
            case _ where isQuoted: break
            case "(": comments += 1
            case ")" where comments > 0: comments -= 1
            case _ where comments > 0: break
            case "<":
                // A second pair of angles in one entry names a second address.
                if hasAngles { entries.append(finished()) }
                (isAngled, hasAngles, angled) = (true, true, .init())
            case ">": isAngled = false
            case ",", ";":
                entries.append(finished())
                (bare, angled, isAngled, hasAngles) = (.init(), .init(), false, false)
            case _ where isAngled: angled.append(character)
            case _ where !hasAngles: bare.append(character)
            default: break
            }
        }
        entries.append(finished())
        return entries.filter { !$0.isEmpty }
    }
}
