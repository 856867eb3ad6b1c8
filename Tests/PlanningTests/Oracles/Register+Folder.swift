import Calendars
import Casework
import Foundation
import Intake

@testable import Planning

extension Register {
    /// What a caseload folder says, with the calendars at the front door where it brings none.
    init(folder: URL, today: Day, days: Range<Day>) throws {
        let read = try CaseloadReader.read(folder: folder, today: today, days: days)
        let (diaries, _) = try DiaryReader.diaries(
            of: read.calendars, for: read.caseload, days: days,
            defaults: try DefaultCalendars.read(folder: Calendars.folder))
        self.init(read.caseload, diaries)
    }
}
