import Glibc
import Healing
import SystemCalls
import TestSupport
import Testing

/// A process of `homeostasis run` whose JSON lines are read.
final class RunningHost {
  private let child: ChildProcess
  private let output: OwnedFile
  private var unread = ""
  private(set) var said: [String] = []
  private var hasEnded = false

  init(configuration: String, environment: [String: String]) throws {
    let (read, write) = try OwnedFile.pipe()
    var request = SpawnRequest(
      try Built.product("homeostasis"), ["run", "--config", configuration, "--output", "json"], environment: environment
    )
    request.files = [1: write, 2: write]
    request.deathSignal = SIGKILL
    child = try request.spawn()
    output = read
  }

  deinit {
    // A test that failed has left it; with Ctrl-C it ends its services, too.
    if !hasEnded { _ = try? stop() }
  }

  /// The port of its one service, once that serves.
  func port() throws -> UInt16 {
    let line = try line { $0.contains(#""kind":"serving""#) }
    return try #require(UInt16(line.split(separator: "127.0.0.1:").last?.prefix(while: \.isNumber) ?? ""))
  }

  /// The first line that is as wanted, of those that were not looked at yet.
  func line(within limit: Duration = .seconds(90), _ isWanted: (String) -> Bool) throws -> String {
    let end = ContinuousClock.now + limit
    while let line = try next(until: end) { if isWanted(line) { return line } }
    throw Failure(text: "the host ended or came to nothing:\n\(said.suffix(20).joined(separator: "\n"))")
  }

  /// Waits for its end, whatever it says until then.
  func ending(within limit: Duration = .seconds(90)) throws -> SystemCalls.Ending {
    let end = ContinuousClock.now + limit
    while try next(until: end) != nil {}
    hasEnded = true
    return try child.wait()
  }

  /// Asks it to read its configuration again.
  func hangUp() { child.signal(SIGHUP) }

  /// Sends it a signal.
  func signal(_ number: Int32) { child.signal(number) }

  /// Asks it to end, as Ctrl-C does.
  func stop() throws -> SystemCalls.Ending {
    child.signal(SIGINT)
    return try ending()
  }

  /// Nil: it has ended.
  private func next(until end: ContinuousClock.Instant) throws -> String? {
    while true {
      if let newline = unread.firstIndex(of: "\n") {
        let line = String(unread[..<newline])
        unread.removeSubrange(...newline)
        said.append(line)
        return line
      }
      var waiting = pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)
      let left = max(0, Int32((end - .now) / .milliseconds(1)))
      guard try checked("poll", "the host", { poll(&waiting, 1, left) }) > 0 else {
        throw Failure(text: "nothing more came in time:\n\(said.suffix(20).joined(separator: "\n"))")
      }
      let bytes = try output.read(1 << 16)
      if bytes.isEmpty { return nil }
      unread += String(decoding: bytes, as: UTF8.self)
    }
  }

  struct Failure: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }
}
