/// Why a repeat rule is not followed.
struct RuleRefusal: Error, Hashable, Sendable {
    /// The end of a sentence that begins "The repeat rule … ".
    var reason: String
    /// Whether the rule changes the time of day, so that not even that is known.
    var hidesTimeOfDay = false
    /// The last moment the rule speaks of, when that much could be read.
    var until: DateValue?
}
