package import Foundation

/// The project's own templates: what is written when a team brings none of its own.
package enum Templates {
    /// The folder that holds them, each file named for what it makes: `agenda.mustache`.
    package static var folder: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }
}

extension Templates {
    /// The pages of the service, in `site`.
    package static var site: URL { folder.appendingPathComponent("site", isDirectory: true) }
}
