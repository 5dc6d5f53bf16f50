import Glibc
public import SystemCalls

/// A connection between host and keeper: whole messages over a `SOCK_SEQPACKET` socket, with files that travel along.
public struct KeeperChannel: Sendable {
  /// The connected socket.
  public let socket: OwnedFile

  /// Speaks over a connected socket.
  public init(_ socket: OwnedFile) { self.socket = socket }

  /// Sends one message with up to 16 files.
  /// - Throws: `closed` when nobody reads any more, `EMSGSIZE` when it is too long; on a non-blocking socket `EAGAIN`.
  public func send(_ fields: Fields, files: [OwnedFile] = []) throws(ProtocolFailure) {
    let bytes = fields.bytes
    guard bytes.count <= Fields.largest else {
      throw .malformed("\(bytes.count) bytes are more than a message may hold: pass a smaller environment or command")
    }
    do throws(SystemError) {
      _ = try UnixSocket.send(bytes, files: files, over: socket)
    } catch {
      throw Self.failure(error)
    }
  }

  /// The next message.
  /// - Throws: `timeout` after `timeout`, `closed` at the end.
  public func receive(within timeout: Duration? = nil) throws(ProtocolFailure) -> (Fields, [OwnedFile]) {
    let received: ([UInt8], [OwnedFile])
    do throws(SystemError) {
      if let timeout, try !waitReadable(timeout) { throw SystemError("poll", number: ETIMEDOUT) }
      received = try UnixSocket.receive(Fields.largest + 1, over: socket)
    } catch {
      throw Self.failure(error)
    }
    if received.0.isEmpty { throw .closed }
    return (try Fields(received.0), received.1)
  }

  /// Whether a message, or the end, is there before `timeout` has passed.
  private func waitReadable(_ timeout: Duration) throws(SystemError) -> Bool {
    let end = ContinuousClock.now + timeout
    var waiting = [pollfd(fd: socket.number, events: Int16(POLLIN), revents: 0)]
    let milliseconds = Int32(clamping: max(0, (end - ContinuousClock.now).wholeMilliseconds))
    return try checked("poll") { poll(&waiting, 1, milliseconds) } > 0
  }

  private static func failure(_ error: SystemError) -> ProtocolFailure {
    switch error.number {
    case EPIPE, ECONNRESET: .closed
    case ETIMEDOUT: .timeout
    default: .system(error)
    }
  }
}
