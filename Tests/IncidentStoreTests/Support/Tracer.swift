/// strace, which can let a system call fail or kill the process within it.
enum Tracer {
  static let works = ChildProcess(["sh", "-c", "exec strace -qq -o /dev/null true 2>/dev/null"]).finish().status == 0

  /// The writer with `arguments` under a tracer that does `what` at the calls `when` of `call`.
  static func inject(_ call: String, _ what: String, when: String, _ arguments: [String]) -> [String] {
    [
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):\(what):when=\(when)",
      ChildProcess.writer,
    ] + arguments
  }
}
