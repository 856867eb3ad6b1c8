/// The protective marking on everything that leaves the diary (Government Security Classifications Policy).
package enum Marking {
    package static let text = "OFFICIAL-SENSITIVE"
}
