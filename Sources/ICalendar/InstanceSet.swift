/// Instances of one series that EXDATE or RECURRENCE-ID names, in whichever of the forms programs use.
struct InstanceSet: Sendable {
    private var days: Set<Int> = []
    private var positions: Set<Int> = []

    func contains(_ wall: WallTime, of event: Event) -> Bool {
        days.contains(wall.day) || (!event.isAllDay && positions.contains(event.position(of: wall)))
    }

    mutating func insert(day: Int) { days.insert(day) }

    mutating func insert(position: Int) { positions.insert(position) }
}
