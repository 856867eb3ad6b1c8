extension Policy {
    /// How practitioners' published calendars are fetched: `calendars:` of `policy.yaml`.
    package struct Fetching: Hashable, Sendable {
        /// Minutes between one look at a calendar and the next.
        package var refreshMinutes = 60
        /// What the fetching program calls itself.
        ///
        /// Like a browser's: Exchange answers others with status 500 and `OwaBasicUnsupportedException`.
        package var userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
        /// For one calendar, from the first look-up to the last byte, a second try included.
        package var timeoutSeconds = 30
        /// A calendar that has not been had for longer is warned of whenever it is planned with.
        package var staleAfterHours = 72
        /// Whether a calendar may come unencrypted, so that everyone on the way can read it.
        package var allowsHTTP = false
        /// Hosts inside the network, in small letters, from which calendars may come; no other private address is asked.
        package var privateHosts: Set<String> = []
        /// A file of certificates (PEM) to trust beside the system's, as networks need that inspect what is encrypted.
        package var certificates: String?

        package init() {}
    }
}
