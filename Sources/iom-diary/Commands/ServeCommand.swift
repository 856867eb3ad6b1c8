internal import ArgumentParser
internal import Casework
internal import Foundation
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

    @OptionGroup var own: OwnFolders

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
        guard (certificate == nil) == (privateKey == nil) else {
            throw ValidationError("--certificate and --private-key go together")
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
        let site = Site(
            store,
            plugs: Site.Plugs(
                clock: { (.now, .onTheOfficesClock) }, account: { _ in nil },
                diaries: { $0.reader(defaults) { _ in } }, words: { Complaint.words(for: $0) },
                isStoreTrouble: { $0 is StoreError }),
            templates: templates, address: address ?? "\(scheme)://\(host):\(port)",
            logger: Logger(label: "iom-diary"))
        let encryption = try certificate.flatMap { certificate in
            try privateKey.map { try Server.Encryption(certificate: certificate, privateKey: $0) }
        }
        try await Server(site, host: host, port: port, encryption: encryption).run { port in
            Terminal.say(["\(diary): \(site.address), port \(port)"])
        }
    }
}

extension URL {
    /// Nil where there is nothing of that name.
    fileprivate var ifThere: URL? { FileManager.default.fileExists(atPath: path) ? self : nil }
}
