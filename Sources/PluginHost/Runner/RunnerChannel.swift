import CHomeostasisPlugin
import CSystemCalls
import Glibc
import PluginBridge
import Synchronization
import SystemCalls

/// Frames between host and runner. They lie in shared memory, and the socket is the bell: who waits looks for a moment
/// and then sleeps at the socket, where the end of the other process is seen as well. What is too long for the memory
/// goes over the socket, and so do lines of the log, which may come from any thread. Except for those one thread at a
/// time uses each side. See `docs/decisions/0007-the-runners-wire.md`.
final class RunnerChannel: @unchecked Sendable {
  // Sendable: the owner sees to it that one thread at a time sends and receives; `asides` guards the log's lines.
  enum Side { case host, runner }

  private let socket: SocketFrames
  let memory: SharedMemory
  private let side: Side
  private let mine: Lane
  private let theirs: Lane
  private var sent: UInt64 = 0
  private var received: UInt64 = 0
  private var asidesRead: UInt64 = 0
  /// Where the next frame to a runner may begin: behind the call that it is in, which it reads in place.
  private var callEnd = 0
  private let asides = Mutex(UInt64(0))

  init(_ socket: OwnedFile, _ memory: SharedMemory, _ side: Side) {
    self.socket = SocketFrames(socket)
    self.memory = memory
    self.side = side
    mine = memory.lane(side == .host ? .toRunner : .toHost)
    theirs = memory.lane(side == .host ? .toHost : .toRunner)
  }

  /// Sends a frame and wakes the other side where it sleeps.
  func send(_ frame: Frame) throws(SystemError) {
    if case .log = frame { return try sendAside(frame) }
    var begin = 0
    if case .call = frame { callEnd = 0 } else { begin = callEnd }
    var writer = WireWriter(in: UnsafeMutableRawBufferPointer(rebasing: mine.room[begin...]))
    frame.write(to: &writer)
    if case .call = frame, side == .host { callEnd = writer.isOwned ? 0 : (writer.count + 63) & ~63 }
    try publish(writer, at: begin)
  }

  /// Sends a batch from where the plugin has it.
  func send(emitted records: UnsafePointer<hs_records>, durable: Bool) throws {
    var writer = WireWriter(in: mine.room)
    Frame.beginEmit(&writer, durable: durable)
    try writer.batch(records)
    try publish(writer, at: 0)
  }

  private func publish(_ writer: borrowing WireWriter, at begin: Int) throws(SystemError) {
    sent += 1
    sc_store_word(mine.begin, UInt64(begin))
    sc_store_word(mine.end, writer.isOwned ? 0 : UInt64(begin + writer.count))
    let sleeps = sc_publish(mine.sequence, sent, mine.readerSleeps)
    if writer.isOwned {
      try asides.withLock { _ throws(SystemError) in try socket.send(writer.bytes) }
    } else if sleeps {
      try asides.withLock { _ throws(SystemError) in try socket.ring() }
    }
  }

  private func sendAside(_ frame: Frame) throws(SystemError) {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 8)
    defer { room.deallocate() }
    var writer = WireWriter(in: room)
    frame.write(to: &writer)
    try asides.withLock { count throws(SystemError) in
      try socket.send(writer.bytes)
      count += 1
      sc_store_word(mine.asides, count)
    }
  }

  /// The next frame; nil when the other side is gone. Batches in a frame from the host are used where they lie, until
  /// the next call.
  /// - Parameter aside: gets the lines of the log that came before.
  func receive(_ patience: Patience = .none, aside: (Frame) -> Void = { _ in }) throws(BridgeFailure) -> Frame? {
    guard try awaitFrame(patience, aside) else { return nil }
    received += 1
    let (begin, end) = (sc_load_word(theirs.begin), sc_load_word(theirs.end))
    let frame: Frame
    if end == 0 {
      guard let long = try nextOverSocket(aside) else { return nil }
      frame = long
    } else {
      guard begin < end, end <= UInt64(theirs.room.count), begin % 8 == 0 else {
        throw BridgeFailure("a frame at \(begin)..<\(end) of shared memory")
      }
      let bytes = UnsafeMutableRawBufferPointer(rebasing: theirs.room[Int(begin)..<Int(end)])
      var reader = WireReader(bytes, borrows: side == .runner)
      frame = try Frame(from: &reader)
    }
    if case .done = frame { try drain(aside, ended: true) } else { try drain(aside, ended: false) }
    return frame
  }

  /// Waits until the other side has published a frame. False when it is gone.
  private func awaitFrame(_ patience: Patience, _ aside: (Frame) -> Void) throws(BridgeFailure) -> Bool {
    if patience.wait(until: { sc_load_word(theirs.sequence) != received }) { return try follows() }
    while sc_may_sleep(theirs.sequence, received, theirs.readerSleeps) {
      switch socket.next() {
      case .gone: return false
      case .stray(let reason): throw BridgeFailure(reason)
      case .bell: continue
      case .frame(let bytes): try take(bytes, aside)
      }
    }
    return try follows()
  }

  private func follows() throws(BridgeFailure) -> Bool {
    let sequence = sc_load_word(theirs.sequence)
    guard sequence == received + 1 else { throw BridgeFailure("frame \(sequence) after \(received)") }
    return true
  }

  /// A frame of the socket that is not the answer: a line of the log.
  private func take(_ bytes: [UInt8], _ aside: (Frame) -> Void) throws(BridgeFailure) {
    guard case .log(let level, let text, let fields) = try Self.frame(bytes) else {
      // It came before its word in memory was seen; it is kept for who asks for it.
      socket.keep(bytes)
      return
    }
    asidesRead += 1
    aside(.log(level: level, text: text, fields: fields))
  }

  private func nextOverSocket(_ aside: (Frame) -> Void) throws(BridgeFailure) -> Frame? {
    if let kept = socket.takeKept() { return try Self.frame(kept) }
    while true {
      switch socket.next() {
      case .gone: return nil
      case .stray(let reason): throw BridgeFailure(reason)
      case .bell: continue
      case .frame(let bytes):
        let frame = try Self.frame(bytes)
        guard case .log = frame else { return frame }
        asidesRead += 1
        aside(frame)
      }
    }
  }

  /// Reads the lines of the log that were sent before the frame that has come. At the end of a call the socket is looked
  /// at in any case, so that stray bytes are blamed on the call that wrote them.
  private func drain(_ aside: (Frame) -> Void, ended: Bool) throws(BridgeFailure) {
    if sc_load_word(theirs.asides) == asidesRead && !ended { return }
    while let next = socket.nextIfThere() {
      switch next {
      case .frame(let bytes): try take(bytes, aside)
      case .stray(let reason): throw BridgeFailure(reason)
      case .bell, .gone: break
      }
    }
  }

  private static func frame(_ bytes: [UInt8]) throws(BridgeFailure) -> Frame {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    defer { copy.deallocate() }
    copy.copyBytes(from: bytes)
    var reader = WireReader(copy, borrows: false)
    return try Frame(from: &reader)
  }
}
