// swift-tools-version: 6.2
import PackageDescription

// Whoever checks a change takes no warnings; whoever builds with a newer compiler is not stopped by one.
let strictness: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] =
    strictness + [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
    ]

/// A room of the house: `Sources/README.md` says what each is for.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, swiftSettings: settings)
}

/// A folder at the front door, read at run time: one small Swift file, and what it holds.
func folder(_ name: String, path: String, _ files: [String]) -> Target {
    .target(
        name: name, path: path, exclude: ["README.md"], sources: ["\(name).swift"],
        resources: files.map { .copy($0) }, swiftSettings: settings)
}

let package = Package(
    name: "iom-diary",
    products: [.executable(name: "iom-diary", targets: ["iom-diary"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.0"),
    ],
    targets: [
        room("Casework"),
        room("Mail", ["Casework"]),
        room("Planning", ["Casework"]),
        room("Operations", ["Planning", "Casework"]),
        .systemLibrary(name: "CLibical", pkgConfig: "libical", providers: [.apt(["libical-dev"])]),
        .target(name: "CChildProcess"),
        room("ICalendar", ["CLibical", "CChildProcess"]),
        room("Intake", ["Casework", "Mail", "ICalendar", "Calendars", "SwiftCSV", "Yams"]),
        folder("Calendars", path: "calendars", ["map.ics", "macc.ics", "bank-holidays.ics"]),
        folder(
            "Templates", path: "templates",
            [
                "agenda.mustache", "running-order.mustache", "update-request.mustache", "sheet.mustache",
                "letter.mustache",
                "letter-cy.mustache", "letter-page.mustache", "contacts.mustache", "shortfalls.mustache",
                "index.mustache", "page.mustache",
                "style.mustache", "confidentiality.mustache", "figures.mustache", "figures-head.mustache",
                "monthly-pack.mustache", "subject-access.mustache", "ndelius.csv",
                "reference-docx", "reference-odt", "pandoc.lua", "site",
                "notes.mustache", "action-list.mustache",
            ]),
        room(
            "Publishing",
            [
                "Casework", "Mail", "ICalendar", "Templates",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        room(
            "Printing",
            ["Casework", "Publishing", "Templates", .product(name: "Subprocess", package: "swift-subprocess")]),
        room(
            "SQLiteStore",
            [
                "Operations", "Casework", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        room(
            "Fetching",
            [
                "Operations", "Casework", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
            ]),
        room(
            "Identity",
            [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        room(
            "WebServer",
            [
                "Planning", "Operations", "Casework", "Publishing", "Printing", "Identity", "Templates",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        room("Sample", ["Casework"]),
        .executableTarget(
            name: "iom-diary",
            dependencies: [
                "Casework", "Mail", "Planning", "Operations", "ICalendar", "Intake", "Publishing", "Printing",
                "SQLiteStore", "Sample", "Fetching", "Identity", "WebServer", "Calendars", "Templates",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        tests("Casework", ["Casework"]),
        tests("Mail", ["Mail", "Casework"]),
        tests("Planning", ["Planning", "Casework", "Intake", "Calendars", "Sample"]),
        tests("Operations", ["Operations", "Planning", "Casework", "SQLiteStore"]),
        .testTarget(name: "ICalendarTests", dependencies: ["ICalendar"], exclude: ["Oracles"], swiftSettings: settings),
        tests("Intake", ["Intake", "Casework", "Calendars"]),
        tests("Publishing", ["Publishing", "Printing", "Casework", "Mail", "ICalendar", "Templates"]),
        .testTarget(
            name: "PrintingTests", dependencies: ["Printing", "Publishing", "Casework", "Templates"],
            exclude: ["Oracles"], swiftSettings: settings),
        // Writes to a diary until it is killed, for the store's tests.
        .executableTarget(
            name: "store-writer", dependencies: ["SQLiteStore", "Operations", "Casework"],
            path: "Tests/store-writer", swiftSettings: settings),
        tests(
            "SQLiteStore",
            [
                "SQLiteStore", "Operations", "Casework", "Publishing", "store-writer",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        // For tests that wait for a network's answer.
        .target(name: "OwnThread", path: "Tests/OwnThread", swiftSettings: settings),
        .testTarget(
            name: "FetchingTests",
            dependencies: [
                "Fetching", "Operations", "Casework", "OwnThread", .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["Servers/servers.py"], swiftSettings: settings),
        .testTarget(
            name: "IdentityTests",
            dependencies: ["Identity", "OwnThread", .product(name: "Crypto", package: "swift-crypto")],
            exclude: ["Provider/provider.py"], swiftSettings: settings),
        tests(
            "WebServer",
            [
                "WebServer", "Identity", "Operations", "Casework", "Publishing", "SQLiteStore", "Sample", "Intake",
                "Templates", "Calendars", "Planning", .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        tests("Sample", ["Sample", "Casework"]),
        .testTarget(
            name: "iom-diaryTests", dependencies: ["iom-diary"], exclude: ["Oracles", "Browser"],
            swiftSettings: settings),
    ]
)
