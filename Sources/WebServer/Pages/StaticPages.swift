internal import Casework
internal import Hummingbird

/// What anybody may read without signing in.
extension Site {
    func addStatements(to router: Router<SiteContext>) {
        for (path, template, title) in [
            ("/accessibility", "accessibility", "Accessibility statement"),
            ("/privacy", "privacy", "What is recorded of those who use this service"),
        ] {
            router.get("\(path)") { request, _ in
                try await page(
                    template, of: HomePages.Nothing(), title: title, in: request.cookies[Site.cookie]?.value ?? "")
            }
        }
    }
}
