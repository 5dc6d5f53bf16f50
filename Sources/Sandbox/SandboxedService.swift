import Glibc
import Healing
import SystemCalls

/// The service, started in the sandbox on a lent socket. It ends with the object.
final class SandboxedService {
  private let listener: LoopbackListener
  private let child: ChildProcess
  private let output: OwnedFile
  private let deadline: ContinuousClock.Instant
  private let limit: CallLimit
  private let memory: ResidentWatch?

  /// How an exchange ended without an answer.
  enum Silence: Error {
    /// The service has ended.
    case ended
    /// It closed the connection.
    case closed
    case timeout
    case stopped
  }

  init(
    _ call: BubblewrapCall, _ limits: SandboxDefaults, within limit: CallLimit
  ) throws(SystemError) {
    listener = try LoopbackListener()
    output = try OwnedFile.memory("output")
    let report = try OwnedFile.memory("report")
    var call = call
    call.lent = listener.file
    var request = try call.request(report: report)
    request.files[1] = output
    request.files[2] = output
    child = try request.spawn()
    deadline = .now + limits.wall
    self.limit = limit
    memory = limits.limitsResident ? ResidentWatch(limit: limits.memoryBytes) : nil
    memory?.root = child.pid
  }

  deinit {
    child.signalGroup(SIGKILL)
    // It was killed, so the wait ends; its status tells nothing.
    _ = try? child.wait()
  }

  /// What it has written so far, the last `limit` bytes.
  func log(_ limit: Int) throws(SystemError) -> String {
    String(decoding: try output.start(64 << 20).suffix(limit), as: UTF8.self)
  }

  /// Whether it has left the lent socket alone.
  var ignoresSocket: Bool { listener.waiting > 0 }

  /// Asks for health until it answers with anything but a failure.
  func waitUntilHealthy(_ path: String) throws(Silence) {
    let request = HTTPRequestBytes.get(path)
    while true {
      do throws(Silence) {
        if try send(request, head: false).status < 500 { return }
      } catch  where error == .closed {
        // It may close what came too early, and is asked again.
      }
      try wait(for: nil, 0, milliseconds: 50)
    }
  }

  /// Sends one request and waits for its answer.
  func send(_ bytes: [UInt8], head: Bool) throws(Silence) -> HTTPAnswer {
    let connection: OwnedFile
    do { connection = try listener.connect() } catch { throw .closed }
    var pending = bytes[...]
    var received: [UInt8] = []
    while true {
      try wait(for: connection, pending.isEmpty ? POLLIN : POLLIN | POLLOUT, milliseconds: 250)
      if !pending.isEmpty {
        let sent = pending.withUnsafeBytes {
          Glibc.send(connection.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        // One that answers before it has read everything closes the way to it; the answer is still read.
        if sent > 0 { pending = pending.dropFirst(sent) } else if errno != EAGAIN && errno != EINTR { pending = [] }
      }
      let ended = try receive(from: connection, into: &received)
      if let answer = HTTPAnswer(received, ended: ended, head: head) { return answer }
      if ended { throw .closed }
    }
  }

  /// True at the end of the stream.
  private func receive(from connection: OwnedFile, into received: inout [UInt8]) throws(Silence) -> Bool {
    while received.count < 4 << 20 {
      do throws(SystemError) {
        let part = try connection.read(1 << 16)
        if part.isEmpty { return true }
        received += part
      } catch {
        return error.number != EAGAIN
      }
    }
    return true
  }

  /// Until the connection is ready, or so many milliseconds have passed, which is how often the clock is looked at.
  private func wait(for connection: OwnedFile?, _ events: Int32, milliseconds: Int32) throws(Silence) {
    var files = [pollfd(fd: child.pidfd.number, events: Int16(POLLIN), revents: 0)]
    if let connection { files.append(pollfd(fd: connection.number, events: Int16(events), revents: 0)) }
    poll(&files, nfds_t(files.count), milliseconds)
    if ContinuousClock.now >= deadline { throw .timeout }
    if limit.isOver { throw .stopped }
    if memory?.isOver == true { throw .ended }
    let hasData = files.count > 1 && files[1].revents != 0
    if files[0].revents != 0 && !hasData { throw .ended }
  }
}
