import Glibc
import SystemCalls

/// Byte strings over a stream socket, each with a mark and its length before it. One of no bytes is a bell.
final class SocketFrames {
  enum Next {
    case frame([UInt8])
    case bell
    case gone
    case stray(String)
  }

  /// Begins every frame, so that stray bytes are told from one at once.
  private static let mark: UInt32 = 0x3146_5348
  private let socket: OwnedFile
  private var pending: [UInt8] = []
  private var kept: [[UInt8]] = []

  init(_ socket: OwnedFile) { self.socket = socket }

  func send(_ body: UnsafeRawBufferPointer) throws(SystemError) {
    var message = Self.header(body.count)
    message += body
    var sent = 0
    while sent < message.count {
      let rest = message[sent...]
      sent += try checked("send") {
        rest.withUnsafeBytes { Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      }
    }
  }

  /// Wakes the other side. Where the socket has no room the other side has enough to wake up from.
  func ring() throws(SystemError) {
    let sent = Self.header(0).withUnsafeBytes {
      Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }
    if sent < 0 && errno != EAGAIN { throw SystemError("send") }
  }

  /// Waits for the next one.
  func next() -> Next {
    while true {
      if let next = parse() { return next }
      // An error on this socket means the same as its end: the other process is gone.
      guard let part = try? socket.read(1 << 16), !part.isEmpty else { return .gone }
      pending += part
    }
  }

  /// The next one that has arrived whole or in part; nil: none. Bells are passed over.
  func nextIfThere() -> Next? {
    while true {
      switch parse() {
      case .bell?: continue
      case let found?: return found
      case nil: break
      }
      var part = [UInt8](repeating: 0, count: 1 << 16)
      let count = part.withUnsafeMutableBytes { recv(socket.number, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT)) }
      if count <= 0 { return nil }
      pending += part[..<count]
    }
  }

  /// Sets a frame aside for ``takeKept()``.
  func keep(_ bytes: [UInt8]) { kept.append(bytes) }
  /// The first that was kept.
  func takeKept() -> [UInt8]? { kept.isEmpty ? nil : kept.removeFirst() }

  private func parse() -> Next? {
    guard pending.count >= 8 else { return nil }
    let word = pending[..<8].enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    guard UInt32(truncatingIfNeeded: word) == Self.mark else { return .stray("bytes that are no frame") }
    let count = Int(word >> 32)
    guard count <= Frame.bytesAtMost else { return .stray("a frame of \(count) bytes") }
    guard pending.count >= 8 + count else { return nil }
    let body = Array(pending[8..<8 + count])
    pending.removeFirst(8 + count)
    return count == 0 ? .bell : .frame(body)
  }

  private static func header(_ count: Int) -> [UInt8] {
    let word = UInt64(mark) | UInt64(UInt32(truncatingIfNeeded: count)) << 32
    return withUnsafeBytes(of: word.littleEndian) { Array($0) }
  }
}
