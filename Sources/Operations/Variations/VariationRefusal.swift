package import Casework

/// What of variations will not be done, as the diary stands.
package enum VariationRefusal: Error, CustomStringConvertible {
    case noSuchRequest(Int)
    case answered(Int, VariationRequest.Answer)
    /// Whoever asks does not approve.
    case ownRequest(Int)
    /// Another about the same nominal waits.
    case waits(Nominal.ID, Int)
    case noWholeWeek(from: Day, until: Day)
    case over(until: Day)
    case tooLong(until: Day, latest: Day)
    case contacts(Int)
    case withoutReason

    package var description: String {
        switch self {
        case .noSuchRequest(let number): "nobody has asked for a variation \(number)"
        case .answered(let number, let answer):
            "variation \(number) was \(answer.isApproved ? "approved" : "refused") on \(answer.on.inShort) by \(answer.by)"
        case .ownRequest(let number): "variation \(number) is your own request: somebody else has to answer it"
        case .waits(let nominal, let number):
            "variation \(number) of \(nominal) waits for an answer already: it has to be answered first"
        case .noWholeWeek(let from, let until):
            "a variation holds for whole weeks from a Monday on, and there is none from \(from.inShort) until "
                + "\(until.inShort)"
        case .over(let until): "a variation until \(until.inShortWithYear) would be over already"
        case .tooLong(let until, let latest):
            "a variation until \(until.inShortWithYear) is too long: ask for one until \(latest.inShortWithYear) at the "
                + "latest, and again if it is needed then"
        case .contacts(let contacts): "expected 0 to 7 contacts a week, not \(contacts)"
        case .withoutReason: "say why, in a few words: the reason goes on record with the answer"
        }
    }
}
