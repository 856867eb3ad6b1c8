import Casework

/// What a chair asks at each kind of item, so that no discussion drifts and deputies ask the same.
///
/// Behind each its source: [G] HMI Probation, IOM Effective Practice Guide, 2020; [E] MoJ, IOM Process Evaluation,
/// 2024; [K] Keele University, Staffordshire IOM Final Report, 2014; [W] West Yorkshire guidance on case conferences,
/// 2009.
enum ChairPrompts {
    static func prompts(for reason: SlotReason) -> [String] { own(reason) + common }

    /// Asked at every item, last.
    private static let common = [
        "Victim safety considered: yes / no"  // [G] reviews look at keeping victims safe; no details are held
    ]

    private static let progress = [
        "Progress since last time, on reoffending first?",  // [G] meetings review progress on reoffending
        "Risk: what has changed?",  // [G]
        "Who does what next, by when?",  // [W] discussion is tied to what is planned
    ]

    private static let decision = [
        "Reason, to be written down?",  // [G] a reason is always recorded
        "Police agree? Probation agrees? Any dissent?",  // [E] both services decide together
    ]

    private static func own(_ reason: SlotReason) -> [String] {
        switch reason {
        case .exception:
            [
                "What happened, and what changes now?",  // [W]
                "Recalled or remanded: contacts in the community stopped?",  // [E] what recall means
            ] + progress.dropFirst()
        case .red, .amber, .green: progress
        case .release:
            [
                "Accommodation from the first night: who has it in hand?",  // [E] housing ready on the day
                "Gate pick-up: who, and when?",  // [K] staff collect people at the gate
                "First appointments that day?",  // [K] the first day is key
                "Seen together by those who will work with them?",  // [K] a joint meeting in the month before
                "Risk: what has changed?",  // [G]
            ]
        case .blue:
            [
                "Release date still right, and housing told?",  // [E] releases are flagged well in advance
                "Who is in touch before release?",  // [E] conversations begin well before
            ]
        case .select: decision + ["Leads named, and who tells the person?"]  // [E] two leads from the start
        case .deselect: decision + ["Exit plan made with the person?"]  // [G]
        case .deselectionToConsider:
            [
                "Green, and no offence for 12 months?",  // [E] the usual time to deselect
                "Exit plan made with the person?",  // [G]
            ] + decision
        case .changeRAG, .changeCohort: decision
        case .changeContacts, .contactsToReview: ["More, fewer or the same, and until when?"] + decision  // [G]
        case .noEngagement: ["What has been tried, and what is tried next?"] + decision  // [W]
        }
    }
}
