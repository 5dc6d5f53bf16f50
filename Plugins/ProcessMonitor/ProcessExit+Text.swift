import Glibc
import Healing

extension ProcessExit {
  /// It was told to end and did.
  var isInOrder: Bool { expected && signal != SIGKILL.wide }

  var severity: Severity {
    if expected { return .warning }
    return current ? .fatal : .error
  }

  /// As a class of failure: the same for the same way to end.
  var type: String { signal.map { Self.names[$0] ?? "SIG\($0)" } ?? code.map { "Exit\($0)" } ?? "ProcessEnded" }

  var message: String {
    let how =
      if expected {
        "did not end in time and was killed"
      } else if let signal {
        "was ended by \(Self.names[signal] ?? "signal \(signal)")"
      } else if let code {
        "ended by itself with status \(code)"
      } else {
        "ended while nobody looked"
      }
    let seconds = (ranMs / 100).rounded() / 10
    return "process \(pid) of generation \(generation) \(how)\(ranMs > 0 ? " after \(seconds) s" : "")"
  }

  private static let names: [Int64: String] = [
    SIGABRT.wide: "SIGABRT", SIGBUS.wide: "SIGBUS", SIGFPE.wide: "SIGFPE", SIGILL.wide: "SIGILL", SIGINT.wide: "SIGINT",
    SIGKILL.wide: "SIGKILL", SIGPIPE.wide: "SIGPIPE", SIGSEGV.wide: "SIGSEGV", SIGTERM.wide: "SIGTERM",
  ]
}

extension Int32 {
  fileprivate var wide: Int64 { Int64(self) }
}
