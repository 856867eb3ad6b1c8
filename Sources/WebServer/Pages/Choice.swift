/// One of a list to choose from.
struct Choice: Sendable {
    var value: String
    var label: String
    var isChosen: Bool

    init(_ value: String, _ label: String, chosen: String? = nil) {
        self.value = value
        self.label = label
        isChosen = value == chosen
    }
}
