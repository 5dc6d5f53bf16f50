import Glibc
import PluginBridge
import SystemCalls

/// Frames over a stream socket, each with its length before it. Used by one thread at a time on each side.
final class RunnerChannel: @unchecked Sendable {
  // Sendable: the owner sees to it that one thread at a time sends and receives.
  /// Begins every frame, so that stray bytes are told from one at once.
  private static let mark: UInt32 = 0x3146_5348
  private let socket: OwnedFile
  private var pending: [UInt8] = []

  init(_ socket: OwnedFile) { self.socket = socket }

  func send(_ frame: Frame) throws(SystemError) {
    let body = frame.bytes
    var message = withUnsafeBytes(of: Self.mark.littleEndian) { Array($0) }
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: body.count).littleEndian) { message += $0 }
    message += body
    var sent = 0
    while sent < message.count {
      let rest = message[sent...]
      sent += try checked("send") {
        rest.withUnsafeBytes { Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      }
    }
  }

  /// The next frame; nil when the other side is gone.
  func receive() throws(BridgeFailure) -> Frame? {
    guard let header = take(8) else { return nil }
    let word = header.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    guard UInt32(truncatingIfNeeded: word) == Self.mark else { throw BridgeFailure("bytes that are no frame") }
    let count = Int(word >> 32)
    guard count > 0, count <= Frame.bytesAtMost else { throw BridgeFailure("a frame of \(count) bytes") }
    guard let body = take(count) else { return nil }
    return try Frame(body)
  }

  /// Exactly `count` bytes, or nil when the stream ends before.
  private func take(_ count: Int) -> [UInt8]? {
    while pending.count < count {
      // An error on this socket means the same as its end: the other process is gone.
      guard let part = try? socket.read(max(count - pending.count, 1 << 16)), !part.isEmpty else { return nil }
      pending += part
    }
    defer { pending.removeFirst(count) }
    return Array(pending.prefix(count))
  }
}
