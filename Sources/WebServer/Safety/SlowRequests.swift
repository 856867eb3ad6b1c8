internal import NIOCore
internal import NIOHTTPTypes

/// Closes connections whose request does not come to its end in time, or never ends at all.
///
/// A client that sends a byte now and then is never idle, and would hold its connection for ever.
final class SlowRequests: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    /// For a request, once its head has come.
    private static let patience = TimeAmount.seconds(30)
    /// For the next request's head, on a connection that is kept.
    private static let pause = TimeAmount.seconds(60)
    /// More than any page takes, for which pages answer themselves.
    private static let most = 64 * 1024 * 1024

    private var deadline: Scheduled<Void>?
    private var bytes = 0

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { wait(SlowRequests.pause, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        wait(SlowRequests.pause, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            bytes = 0
            wait(SlowRequests.patience, context)
        case .body(let buffer):
            bytes += buffer.readableBytes
            if bytes > SlowRequests.most { return context.close(promise: nil) }
        case .end: wait(SlowRequests.pause, context)
        }
        context.fireChannelRead(data)
    }

    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
