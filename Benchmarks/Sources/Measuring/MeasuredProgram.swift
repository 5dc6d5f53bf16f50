import Glibc
import SystemCalls

/// A program of Homeostasis as a process of its own that writes to files. Ended by SIGINT, so that it cleans up, also
/// when this program dies; start it on a thread that lives as long as it does.
final class MeasuredProgram {
  let pid: pid_t
  private let process: ChildProcess
  private let output: String
  private let errors: String
  private var ending: Ending?

  init(_ program: String, _ arguments: [String], in folder: String) throws(SystemError) {
    (output, errors) = ("\(folder)/output", "\(folder)/errors")
    var request = SpawnRequest(program, arguments, environment: Self.environment, directory: folder)
    request.environment["TMPDIR"] = folder  // What it leaves there goes with the folder.
    request.files = [
      1: try OwnedFile(opening: output, O_WRONLY | O_CREAT | O_TRUNC),
      2: try OwnedFile(opening: errors, O_WRONLY | O_CREAT | O_TRUNC),
    ]
    request.deathSignal = SIGINT
    process = try request.spawn()
    pid = process.pid
  }

  deinit { end() }

  /// What it has written to standard output.
  var text: String { get throws(SystemError) { try Files.text(output) } }
  /// What it has written to standard error.
  var errorText: String { get throws(SystemError) { try Files.text(errors) } }

  /// Lets time go by until the process ends, `isDone` says so, or `limit` is over. True unless it was the limit.
  func wait(atMost limit: Duration, until isDone: () throws -> Bool = { false }) throws -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      try Interruption.check()
      if try hasEnded() || isDone() { return true }
      var ended = pollfd(fd: process.pidfd.number, events: Int16(POLLIN), revents: 0)
      poll(&ended, 1, 50)
    }
    return false
  }

  /// Its exit status; nil while it runs, or when a signal has ended it.
  var code: Int32? { ending?.code }

  func hasEnded() throws(SystemError) -> Bool {
    if ending == nil { ending = try process.poll() }
    return ending != nil
  }

  /// Ends it in good order and waits for that.
  func end() {
    do throws(SystemError) {
      if try hasEnded() { return }
      process.signal(SIGINT)
      ending = try process.wait()
    } catch {
      Console.progress("\(pid) did not end well: \(error)")
    }
  }

  /// The system's programs come first: a Python behind a shim of its own starts ten times slower.
  static let environment: [String: String] = {
    var variables = [
      "HOME": "/nonexistent", "LANG": "C.UTF-8", "NO_COLOR": "1", "PATH": "/usr/local/bin:/usr/bin:/bin",
    ]
    if let path = getenv("PATH") { variables["PATH"] = "\(variables["PATH"] ?? ""):\(String(cString: path))" }
    return variables
  }()
}
