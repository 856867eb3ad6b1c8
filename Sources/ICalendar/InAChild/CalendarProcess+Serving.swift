internal import CChildProcess
internal import Foundation

extension CalendarProcess {
    /// The child's half: reads the calendars it is sent on standard input until there are no more.
    package static func serve() {
        child_tell_of_memory()
        let channel = Channel(socket: STDIN_FILENO, deadline: .max)
        while let (head, calendar) = try? (channel.receive(), channel.receive()) {
            guard let question = ReadingQuestion(head) else { return }
            // The parent waits no longer than this; if it is gone, nobody else would end a reading without end.
            alarm(60)
            errno = 0
            let answer = ReadingAnswer.written(
                Result { () throws(CalendarError) in
                    try readCalendar(
                        calendar, window: question.window, zone: question.zone,
                        floatingZone: question.floatingZone, limits: question.limits)
                })
            alarm(0)
            guard (try? channel.send(answer)) != nil else { return }
        }
    }
}
