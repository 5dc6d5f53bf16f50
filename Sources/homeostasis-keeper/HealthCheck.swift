import Glibc
import SystemCalls

/// Asks one process of a service whether it is healthy, over the service's own address, until it is or the time is up.
/// The connection waits in the backlog of the process's own socket, so a process that is still starting is not asked
/// again and again: the answer comes when it is ready.
final class HealthCheck {
  enum Outcome {
    case healthy
    /// What came last.
    case unhealthy(String)
  }

  /// What the check needs of the group of sockets.
  struct Access {
    let target: ListenAddress
    let open: (ListenAddress) throws(SystemError) -> Void
    let close: (ListenAddress) -> Void
    let backlog: () -> Int
  }

  private let loop: EventLoop
  private let path: String?
  private let access: Access
  private let deadline: ContinuousClock.Instant
  private let finish: (Outcome) -> Void
  private var probe: ProbeSocket?
  private var timer: EventLoop.TimerID?
  private var received: [UInt8] = []
  private var last: String?
  private var finished = false

  private static let betweenTries = Duration.milliseconds(50)
  private static let noAnswer = "no answer"
  private static let oneTry = Duration.seconds(5)

  init(
    path: String?, within limit: Duration, access: Access, loop: EventLoop, finish: @escaping (Outcome) -> Void
  ) {
    self.path = path
    self.access = access
    self.loop = loop
    self.finish = finish
    deadline = .now + limit
    begin()
  }

  /// Ends the check without an outcome.
  func cancel() {
    finished = true
    closeProbe()
  }

  private func begin() {
    received = []
    do throws(SystemError) {
      let probe = try ProbeSocket(to: access.target)
      self.probe = probe
      try access.open(probe.source)
      try probe.begin()
      loop.watch(probe.file, POLLOUT) { [weak self] _ in self?.connected() }
      timer = loop.after(min(Self.oneTry, max(deadline - .now, .zero))) { [weak self] in self?.again(Self.noAnswer) }
    } catch {
      again("\(error)")
    }
  }

  private func connected() {
    guard let probe else { return }
    if probe.failure != 0 { return again("the connection was refused") }
    guard let path else {
      loop.forget(probe.file)
      return waitUntilAccepted()
    }
    let request =
      "GET \(path) HTTP/1.1\r\nHost: \(access.target)\r\nConnection: close\r\nUser-Agent: homeostasis-keeper\r\n\r\n"
    var text = request
    let sent = text.withUTF8 { write(probe.file.number, $0.baseAddress, $0.count) }
    if sent != text.utf8.count { return again("the connection was closed") }
    loop.watch(probe.file, POLLIN) { [weak self] _ in self?.readable() }
  }

  private func readable() {
    guard let probe else { return }
    let part: [UInt8]
    do throws(SystemError) {
      part = try probe.file.read(512)
    } catch {
      if error.number != EAGAIN { again("the connection was cut") }
      return
    }
    received += part
    guard let status = Self.status(received) else {
      if part.isEmpty || received.count > 4096 { again("an answer that is not HTTP") }
      return
    }
    if (200..<300).contains(status) { end(.healthy) } else { again("status \(status)") }
  }

  /// The status of an HTTP answer; nil while its first line is not complete, or when it is none.
  static func status(_ bytes: [UInt8]) -> Int? {
    guard bytes.contains(UInt8(ascii: "\n")), bytes.starts(with: "HTTP/1.".utf8), bytes.count >= 12 else { return nil }
    return Int(String(decoding: bytes[9..<12], as: UTF8.self))
  }

  /// Without a path there is nothing to ask: a process that accepts is healthy. The kernel tells no one that a
  /// connection has left the backlog, so it is looked at while the process starts.
  private func waitUntilAccepted() {
    if access.backlog() == 0 { return end(.healthy) }
    loop.cancel(timer)
    if ContinuousClock.now >= deadline { return again("it does not accept connections") }
    timer = loop.after(.milliseconds(10)) { [weak self] in self?.waitUntilAccepted() }
  }

  private func again(_ what: String) {
    // A try that the deadline cuts short says less than the one before it.
    if last == nil || what != Self.noAnswer { last = what }
    closeProbe()
    if ContinuousClock.now + Self.betweenTries >= deadline { return end(.unhealthy(last ?? what)) }
    timer = loop.after(Self.betweenTries) { [weak self] in self?.begin() }
  }

  private func end(_ outcome: Outcome) {
    closeProbe()
    if finished { return }
    finished = true
    finish(outcome)
  }

  private func closeProbe() {
    loop.cancel(timer)
    timer = nil
    guard let probe else { return }
    loop.forget(probe.file)
    access.close(probe.source)
    self.probe = nil
  }
}
