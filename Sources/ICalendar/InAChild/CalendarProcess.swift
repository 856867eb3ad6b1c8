internal import CChildProcess
internal import Foundation
internal import Synchronization

/// Reads calendars in a child process, so that whatever a file does to its reader, this process goes on.
///
/// One child reads file after file, one at a time. What it dies of is told of the file that did it, and the next
/// file gets a new child.
package final class CalendarProcess: Sendable {
    private struct Child {
        var process: child_process
        /// Whether it has read a file before.
        var isProven = false
    }

    private let executable: String
    private let argument: String
    private let seconds: Int
    private let megabytes: Int
    private let child = Mutex<Child?>(nil)

    /// - Parameters:
    ///   - executable: a program that calls `serve` when `argument` is its only argument; by default this one.
    ///   - seconds: how long the reading of one file may take, on the clock.
    ///   - megabytes: how much address space the child may have.
    package init(
        executable: String = "/proc/self/exe", argument: String = "read-calendars", seconds: Int = 20,
        megabytes: Int = 1_000
    ) {
        self.executable = executable
        self.argument = argument
        self.seconds = seconds
        self.megabytes = megabytes
    }

    deinit {
        if let last = child.withLock({ $0 }) { _ = child_stop(last.process) }
    }

    /// Reads a calendar as `readCalendar` does.
    ///
    /// - Throws: what `readCalendar` throws; `tookTooLong`, `neededTooMuchMemory` or `readerStopped` when the file was
    ///   too much for the child; `noReader` when no child can be started.
    package func read(
        _ bytes: [UInt8], window: Range<WallTime>, zone: String, floatingZone: String? = nil,
        limits: ReadingLimits = .default
    ) throws(CalendarError) -> CalendarReading {
        // What will not be read need not be sent.
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
        let question = ReadingQuestion(window: window, zone: zone, floatingZone: floatingZone, limits: limits)
        return try child.withLock { answer(question, bytes, from: &$0) }.get()
    }

    private func answer(
        _ question: ReadingQuestion, _ bytes: [UInt8], from child: inout Child?
    ) -> Result<CalendarReading, CalendarError> {
        while true {
            let asked: Child
            if let running = child {
                asked = running
            } else {
                var process = child_process()
                let error = unsafe child_start(executable, argument, megabytes << 20, &process)
                guard error == 0 else { return .failure(.noReader(unsafe String(cString: strerror(error)))) }
                asked = Child(process: process)
            }
            let channel = Channel(socket: asked.process.socket, deadline: child_clock() + Int64(seconds) * 1_000)
            do throws(Channel.Closed) {
                try channel.send(question.written)
                try channel.send(bytes)
                let answer = try ReadingAnswer.read(try channel.receive())
                child = Child(process: asked.process, isProven: true)
                return answer
            } catch {
                child = nil
                let end = child_stop(asked.process)
                // A child may die of what it read before, or somebody may have ended it; a new one tells.
                if asked.isProven && error == .ended { continue }
                switch error {
                case .tooSlow: return .failure(.tookTooLong(seconds: seconds))
                case .ended where end == CInt(CHILD_OUT_OF_MEMORY):
                    return .failure(.neededTooMuchMemory(megabytes: megabytes))
                case .ended, .garbled: return .failure(.readerStopped(signal: Int(max(0, -end))))
                }
            }
        }
    }
}
