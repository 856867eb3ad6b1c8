/// A short local policy, close to the default, so that plans made with either can be compared.
enum PolicyFile {
    static func file(nominals: Int) -> SampleFile {
        // A hub that discussed everyone at the usual length would need two days a week for it.
        let slots = nominals > 130 ? "exception: 5, red: 3, release: 3, amber: 2, green: 2, blue: 2" : "exception: 8"
        let text = """
            # Aldermoor's own policy. Whatever is left out follows the default.
            keep_apart_minutes: 45            # buses leave every half hour
            contacts:
              video: {minutes: 30, places: [online], crews: [[probation]], at_most_per_week: 1}
            meetings:
              map:
                # Agreed by the practitioners after a three-month trial.
                slot_minutes: {\(slots)}

            """
        return SampleFile(path: "policy.yaml", content: text)
    }
}
