import Glibc
import Healing
import Synchronization
import SystemCalls

/// A program that stays in its sandbox and is asked one question after the other. It has a thread of its own, with
/// which it ends; that happens with the object, or when nobody has asked for a while.
final class SandboxResident: Sendable {
  /// What it was started with: another one is another program.
  struct Key: Hashable {
    let tree: String
    let command: [String]
    let environment: [String: String]
  }

  let key: Key
  private let input: OwnedFile
  private let output: OwnedFile
  private let errors: OwnedFile
  /// Closed to end the thread.
  private let life: Mutex<OwnedFile?>
  private let thread = WorkerThread(name: "sandbox-stays")
  /// The questions come one by one.
  private let turn = Mutex(Turn())
  private let lastAsked = Atomic(UInt64(0))
  /// What is mounted stays as long as it runs.
  private let copy: TreeCopy
  private let job: SandboxJob

  private struct Turn {
    var ready: JSONValue?
    var unread: [UInt8] = []
    var ended = false
  }

  private static let answerLimit = 16 << 20
  private static let patience: UInt64 = 30

  init(_ call: BubblewrapCall, _ key: Key, of copy: TreeCopy, _ job: SandboxJob) throws(SystemError) {
    self.key = key
    self.copy = copy
    self.job = job
    let (inside, input) = try OwnedFile.pipe()
    let (output, outside) = try OwnedFile.pipe()
    let (watched, life) = try OwnedFile.pipe()
    errors = try OwnedFile.memory("errors")
    self.input = input
    self.output = output
    self.life = Mutex(life)
    try input.setNonBlocking(true)
    try output.setNonBlocking(true)
    var request = try call.request(report: OwnedFile.memory("report"))
    request.files[0] = inside
    request.files[1] = outside
    request.files[2] = errors
    lastAsked.store(Self.now, ordering: .relaxed)
    let started = Started()
    let pending = Pending(request)
    thread.perform { [weak self] in
      let child: ChildProcess
      do throws(SystemError) { child = try pending.spawn() } catch { return started.tell(error) }
      started.tell(nil)
      Self.stay(with: child, watched) { self.map { Self.now - $0.lastAsked.load(ordering: .relaxed) } ?? .max }
    }
    if let error = started.wait() { throw error }
  }

  deinit { life.withLock { $0 = nil } }

  /// Until it ends, is idle for too long, or the object goes.
  private static func stay(with child: ChildProcess, _ watched: OwnedFile, idle: () -> UInt64) {
    while true {
      var files = [
        pollfd(fd: child.pidfd.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: watched.number, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&files, 2, 1_000)
      if count > 0 || idle() >= patience { break }
    }
    child.signalGroup(SIGKILL)
    // It was killed, so the wait ends; its status tells nothing.
    _ = try? child.wait()
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec)
  }

  /// Whether it can be asked no more.
  var isOver: Bool { turn.withLock { $0.ended } }

  /// Asks, and waits for the answer.
  /// - Parameters:
  ///   - line: JSON without a line's end; nil: only whether it is ready.
  ///   - limit: asked about twenty times a second.
  func ask(
    _ line: [UInt8]?, until deadline: ContinuousClock.Instant, within limit: CallLimit
  ) -> SandboxAnswer {
    lastAsked.store(Self.now, ordering: .relaxed)
    defer { lastAsked.store(Self.now, ordering: .relaxed) }
    return turn.withLock { turn in
      if turn.ended { return SandboxAnswer(ready: turn.ready, obstacle: "it has ended") }
      do throws(Silence) {
        if turn.ready == nil { turn.ready = try receive(&turn, deadline, limit) }
        guard let line else { return SandboxAnswer(ready: turn.ready) }
        try send(line + [0x0a], deadline, limit)
        return SandboxAnswer(ready: turn.ready, answer: try receive(&turn, deadline, limit))
      } catch {
        // What it says now would be the answer to an older question.
        turn.ended = true
        life.withLock { $0 = nil }
        // What it wrote is only shown.
        let said = (try? errors.start(1 << 20)) ?? []
        let tail = String(decoding: said.suffix(2_000), as: UTF8.self)
        return SandboxAnswer(ready: turn.ready, obstacle: tail.isEmpty ? error.words : "\(error.words): \(tail)")
      }
    }
  }

  private struct Silence: Error {
    let words: String
  }

  private func send(
    _ bytes: [UInt8], _ deadline: ContinuousClock.Instant, _ limit: CallLimit
  ) throws(Silence) {
    var rest = bytes[...]
    while !rest.isEmpty {
      try wait(for: input, POLLOUT, deadline, limit)
      let count = rest.withUnsafeBytes { write(input.number, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EAGAIN && errno != EINTR {
        throw Silence(words: "it has ended")
      }
    }
  }

  private func receive(
    _ turn: inout Turn, _ deadline: ContinuousClock.Instant, _ limit: CallLimit
  ) throws(Silence) -> JSONValue {
    while true {
      if let end = turn.unread.firstIndex(of: 0x0a) {
        let line = Array(turn.unread[..<end])
        turn.unread.removeSubrange(...end)
        guard let value = try? JSON.decode(JSONValue.self, from: line) else {
          throw Silence(words: "it wrote a line that is not JSON")
        }
        return value
      }
      if turn.unread.count > Self.answerLimit { throw Silence(words: "its answer is too long") }
      try wait(for: output, POLLIN, deadline, limit)
      let part: [UInt8]
      do throws(SystemError) { part = try output.read(1 << 16) } catch {
        if error.number == EAGAIN || error.number == EINTR { continue }
        throw Silence(words: "\(error)")
      }
      if part.isEmpty { throw Silence(words: "it has ended") }
      turn.unread += part
    }
  }

  private func wait(
    for file: OwnedFile, _ events: Int32, _ deadline: ContinuousClock.Instant, _ limit: CallLimit
  ) throws(Silence) {
    while true {
      if ContinuousClock.now >= deadline { throw Silence(words: "no answer in time") }
      if limit.isOver { throw Silence(words: "stopped on request") }
      var files = [pollfd(fd: file.number, events: Int16(events), revents: 0)]
      if poll(&files, 1, 50) > 0 { return }
    }
  }

  /// Keeps the child's ends of the pipes until it has them, and no longer: then their end can be seen.
  private final class Pending: Sendable {
    private let request: Mutex<SpawnRequest?>

    init(_ request: SpawnRequest) { self.request = Mutex(request) }

    func spawn() throws(SystemError) -> ChildProcess {
      guard let request = request.withLock({ $0.take() }) else { throw SystemError("spawn", "twice", number: EINVAL) }
      return try request.spawn()
    }
  }

  /// Tells the starting thread how the start went.
  private final class Started: Sendable {
    private let outcome = Mutex<SystemError?>(nil)
    private let ends: Mutex<(OwnedFile, OwnedFile?)?>

    init() {
      // Without a pipe nobody can be told; then the first question finds out.
      let pipe = try? OwnedFile.pipe()
      ends = Mutex(pipe.map { ($0.read, $0.write) })
    }

    func tell(_ error: SystemError?) {
      outcome.withLock { $0 = error }
      ends.withLock { $0?.1 = nil }
    }

    func wait() -> SystemError? {
      guard let reading = ends.withLock({ $0?.0 }) else { return nil }
      // The end of the pipe is all that ever comes.
      _ = try? reading.read(1)
      return outcome.withLock { $0 }
    }
  }
}
