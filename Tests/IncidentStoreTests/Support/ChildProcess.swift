import Glibc
import Synchronization

/// A program that a test starts, reads and kills.
final class ChildProcess {
  let pid: pid_t
  private let output: Int32
  private let input: Int32

  /// Between making a pipe and marking it as not to be inherited, no other child may be started.
  private static let starting = Mutex(())

  /// Starts `arguments[0]` with `environment` and the search paths of the test.
  init(_ arguments: [String], environment: [String: String] = [:]) {
    (pid, output, input) = Self.starting.withLock { _ in
      let (out, into) = (Self.pipe(), Self.pipe())
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_adddup2(&actions, into.read, 0)
      posix_spawn_file_actions_adddup2(&actions, out.write, 1)
      var argv = arguments.map { strdup($0) } + [nil]
      var envp = Self.environment(environment).map { strdup($0) } + [nil]
      var child = pid_t()
      let code = posix_spawnp(&child, arguments[0], &actions, nil, &argv, &envp)
      guard code == 0 else { fatalError("cannot start \(arguments[0]): \(String(cString: strerror(code)))") }
      posix_spawn_file_actions_destroy(&actions)
      for text in argv + envp { free(text) }
      close(out.write)
      close(into.read)
      return (child, out.read, into.write)
    }
  }

  deinit { close(output) }

  /// Waits for the next line of its output; nil at the end.
  func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }

  func kill() { Glibc.kill(pid, SIGKILL) }

  /// Closes its input, reads the rest of its output and waits for its end.
  func finish() -> (lines: [String], status: Int32) {
    close(input)
    var lines: [String] = []
    while let next = line() { lines.append(next) }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return (lines, status)
  }

  /// Whether a status of `finish` is an end by SIGKILL; a tracer repeats it as its own end.
  static func wasKilled(_ status: Int32) -> Bool { status & 0x7f == SIGKILL || (status >> 8) & 0xff == 128 + SIGKILL }

  /// The writer, which is built beside the tests.
  static let writer: String = {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    let program = String(decoding: path[..<max(0, count)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return program.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/StoreWriter"
  }()

  private static func pipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { fatalError("no pipe: \(String(cString: strerror(errno)))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func environment(_ added: [String: String]) -> [String] {
    var all = ["PATH": String(cString: getenv("PATH") ?? strdup("/usr/bin:/bin"))]
    if let library = getenv("LD_LIBRARY_PATH") { all["LD_LIBRARY_PATH"] = String(cString: library) }
    all.merge(added) { _, new in new }
    return all.map { "\($0)=\($1)" }
  }
}
