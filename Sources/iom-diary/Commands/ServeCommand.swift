internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Identity
internal import Intake
internal import Logging
internal import Operations
internal import Publishing
internal import SQLiteStore
internal import Templates
internal import WebServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the diary to browsers and calendar programs.",
        discussion: """
            Without a certificate it answers on this machine alone (127.0.0.1), for a trial or for a proxy in front \
            that encrypts. Make the first account with 'iom-diary accounts add'. It goes on until it is stopped, and \
            then lets running requests end.
            """)

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Option(help: "The port.")
    var port = 8080

    @Option(help: ArgumentHelp("The address of this machine to answer at.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            "How people reach it, such as https://diary.example: links to feeds begin with it.",
            discussion: "Default: the host and port it answers at.", valueName: "url"))
    var address: String?

    @Option(help: ArgumentHelp("The certificate, with those it is signed by, in a PEM file.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's private key, in a PEM file.", valueName: "file"))
    var privateKey: String?

    @Flag(help: "A proxy in front encrypts, and tells in X-Forwarded-For who asks.")
    var behindProxy = false

    @Option(
        help: ArgumentHelp("Feeds remind so long before each event.", discussion: "Default: not.", valueName: "minutes")
    )
    var alarm: Int?

    @Option(
        help: ArgumentHelp(
            "What follows the @ in every UID of a feed.", discussion: "Default: the policy's, or iom-diary.invalid.",
            valueName: "host"))
    var feedHost: String?

    @Option(help: ArgumentHelp("Fetches a minute by one feed link; more are told to wait.", valueName: "number"))
    var fetchesPerLink = 30

    @Option(help: ArgumentHelp("Fetches of feeds a minute from one address.", valueName: "number"))
    var fetchesPerAddress = 3_000

    @Option(help: "Whether everybody with a password needs a second factor: required, or optional for a trial.")
    var secondFactor = SecondFactor.required

    enum SecondFactor: String, ExpressibleByArgument {
        case required, optional
    }

    @OptionGroup var openID: OpenIDOptions
    @OptionGroup var own: OwnFolders

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
        guard (certificate == nil) == (privateKey == nil) else {
            throw ValidationError("--certificate and --private-key go together")
        }
        if let alarm, !FeedsCommand.alarms.contains(alarm) { throw ValidationError(FeedsCommand.alarmExpected) }
        if let feedHost, !Policy.Feeds.isHost(feedHost) {
            throw ValidationError("--feed-host takes a host's name, such as diary.example.org")
        }
        guard fetchesPerLink > 0, fetchesPerAddress > 0 else {
            throw ValidationError("--fetches-per-link and --fetches-per-address take a number from 1 up")
        }
        let isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        guard isLoopback || certificate != nil || behindProxy else {
            throw ValidationError(
                "what is not encrypted stays on this machine: give --certificate and --private-key, or --behind-proxy "
                    + "where a proxy encrypts")
        }
        if let address, !address.hasPrefix("https://"), !(isLoopback && address.hasPrefix("http://")) {
            throw ValidationError("--address begins with https://")
        }
    }

    func run() async throws {
        let store = try SQLiteStore(path: diary, mustExist: true)
        let defaults = try own.defaultCalendars()
        let marking = try store.read { try $0.caseload()?.policy.marking } ?? Policy.standard.marking
        let templates = try TemplateSet(
            Templates.site, override: own.templatesURL?.appendingPathComponent("site").ifThere, marking: marking)
        let scheme = certificate == nil && !behindProxy ? "http" : "https"
        var settings = Site.Settings(address: address ?? "\(scheme)://\(host):\(port)")
        settings.isBehindProxy = behindProxy
        settings.needsSecondFactor = secondFactor == .required
        settings.provider = try openID.provider(comingBackTo: settings.address + "/sign-in/back")
        let calendars = DiaryCache()
        let site = Site(
            store,
            plugs: Site.Plugs(
                clock: Timestamp.running(),
                diaries: { weeks in calendars.reader(days: weeks.daysToRead, weeks.reader(defaults) { _ in }) },
                feeds: { [alarm, feedHost] material, today in
                    var feeds = try FeedSet(material, today: today, defaults)
                    feeds.alarmMinutes = alarm
                    if let feedHost { feeds.host = feedHost }
                    return feeds
                },
                words: { Complaint.words(for: $0) },
                isStoreTrouble: { $0 is StoreError },
                holidays: { caseload, calendars, days in
                    // A calendar of holidays that cannot be read was complained of when it came in.
                    (try? DiaryReader.bankHolidays(of: calendars, for: caseload, days: days, defaults: defaults)) ?? []
                }, readExport: { try ServeCommand.export(in: $0, on: $1) }, templates: own.templatesURL),
            templates: templates, settings: settings,
            logger: Logger(label: "iom-diary"),
            feedLimits: FeedLimits(perLink: fetchesPerLink, perAddress: fetchesPerAddress))
        let encryption = try certificate.flatMap { certificate in
            try privateKey.map { try Server.Encryption(certificate: certificate, privateKey: $0) }
        }
        let isEmpty = try store.read { try $0.accounts().isEmpty }
        try await Server(site, host: host, port: port, encryption: encryption).run { port in
            Terminal.say(["\(diary) is served at \(site.address), port \(port), until it is stopped (Ctrl-C)."])
            if isEmpty {
                Terminal.complain([
                    "warning: nobody can sign in yet; 'iom-diary accounts add NAME --role administrator --diary "
                        + "\(diary)' adds the first account"
                ])
            }
        }
    }
}

extension ServeCommand {
    /// - Throws: `ExportFaults` where anything is wrong with it.
    fileprivate static func export(in folder: URL, on today: Day) throws -> ImportedExport {
        do {
            let read = try CaseloadReader.read(
                folder: folder, today: today, days: today..<(today + 63), with: readCalendarInAChild)
            return ImportedExport(
                caseload: read.caseload, equalities: read.equalities, calendars: read.calendars,
                warnings: read.warnings.map(\.description), absent: read.absent)
        } catch {
            throw ExportFaults(error.faults.map(\.description))
        }
    }
}

extension URL {
    /// Nil where there is nothing of that name.
    fileprivate var ifThere: URL? { FileManager.default.fileExists(atPath: path) ? self : nil }
}

/// The organisation's identity provider, if there is one.
struct OpenIDOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An identity provider (OpenID Connect) whose word lets people in, as it writes its own address.",
            valueName: "url"))
    var openidIssuer: String?

    @Option(help: ArgumentHelp("What the provider knows the diary as.", valueName: "id"))
    var openidClient: String?

    @Option(
        help: ArgumentHelp("A file with the secret the provider gave the diary, if it gave one.", valueName: "file"))
    var openidSecret: String?

    @Option(help: ArgumentHelp("What people call the provider.", valueName: "name"))
    var openidName = "your organisation"

    @Flag(help: "The provider's addresses count though it does not say that it has verified them.")
    var openidTrustsAddresses = false

    func validate() throws {
        guard (openidIssuer == nil) == (openidClient == nil) else {
            throw ValidationError("--openid-issuer and --openid-client go together")
        }
    }

    func provider(comingBackTo address: String) throws -> Site.Provider? {
        guard let openidIssuer, let openidClient else { return nil }
        let secret = try openidSecret.map { file in
            try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return Site.Provider(
            label: openidName,
            connection: OpenIDConnect(
                try OpenIDConnect.Provider(
                    issuer: openidIssuer, clientID: openidClient, clientSecret: secret, redirect: address,
                    vouchesForEmails: openidTrustsAddresses)))
    }
}
