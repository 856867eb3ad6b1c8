internal import CChildProcess

/// Messages over a socket: eight bytes that say how long it is, then the message.
struct Channel {
    /// Why there is no message.
    enum Closed: Error {
        case ended
        case tooSlow
        /// It is none that we know.
        case garbled
    }

    let socket: CInt
    /// On `child_clock`.
    let deadline: Int64

    /// More than any calendar of 20 MB is read as.
    private static let longest = 1 << 28

    func send(_ message: [UInt8]) throws(Closed) {
        var count = UInt64(message.count)
        try check(unsafe child_send(socket, &count, 8, deadline))
        try check(unsafe child_send(socket, message, message.count, deadline))
    }

    func receive() throws(Closed) -> [UInt8] {
        var count: UInt64 = 0
        try check(unsafe child_receive(socket, &count, 8, deadline))
        guard count <= Channel.longest else { throw .garbled }
        var message = [UInt8](repeating: 0, count: Int(count))
        try check(unsafe child_receive(socket, &message, message.count, deadline))
        return message
    }

    private func check(_ outcome: child_outcome) throws(Closed) {
        if outcome == CHILD_TOO_SLOW { throw .tooSlow }
        if outcome != CHILD_DONE { throw .ended }
    }
}
