internal import CLibical
internal import Synchronization

/// The door to libical: one caller at a time.
///
/// libical 3 keeps its error state, its zone table and ICU's default zone in unprotected globals, and its
/// trees hold the iterator that walks them. So every tree is built, read and freed inside one call of
/// `exclusively`, and only values come out. Calls must not be nested: the lock does not allow it.
enum Libical {
    /// True once libical has been told not to end the process at the first malformed line.
    private static let isReady = Mutex(false)

    static func exclusively<Value: Sendable>(_ body: () -> Value) -> Value {
        isReady.withLock { isReady in
            if !isReady {
                icalerror_set_errors_are_fatal(0)
                isReady = true
            }
            return body()
        }
    }
}
