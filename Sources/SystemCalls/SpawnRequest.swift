import CSystemCalls
import Glibc

/// What to start and how. Descriptors that are not named are closed in the child; signals are at their defaults.
public struct SpawnRequest: Sendable {
  /// A path, or a name that is looked up in the `PATH` of `environment`.
  public var executable: String
  /// Without the program's own name, which is `executable`.
  public var arguments: [String]
  /// The whole environment; nothing is inherited.
  public var environment: [String: String]
  /// Nil: the parent's.
  public var directory: String?
  /// Number in the child to open file of the parent. 0, 1 and 2 are `/dev/null` when not named.
  public var files: [Int32: OwnedFile] = [:]
  /// `RLIMIT_` number to soft and hard limit.
  public var limits: [Int32: UInt64] = [:]
  /// Sent to the child when the thread that spawned it ends, and so when this process dies. Nil: none.
  public var deathSignal: Int32?
  /// Own process group, so that signals can reach all its children.
  public var newGroup = true
  /// Own session; for what must outlive this process.
  public var newSession = false
  /// Sets `LISTEN_PID` to the child's pid, for the `LISTEN_FDS` convention.
  public var setsListenPID = false

  /// Starts nothing yet; limits, files and groups are set afterwards.
  public init(_ executable: String, _ arguments: [String] = [], environment: [String: String], directory: String? = nil)
  {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
  }

  /// Starts the process. A program that is not found or may not be run is an error here, not an exit status.
  public func spawn() throws(SystemError) -> ChildProcess {
    let path = try Self.find(executable, path: environment["PATH"])
    var variables = environment
    if setsListenPID { variables["LISTEN_PID"] = "0000000000" }
    var open = files
    if (0...2).contains(where: { files[$0] == nil }) {
      let null = try OwnedFile(opening: "/dev/null", O_RDWR)
      for number in Int32(0)...2 where files[number] == nil { open[number] = null }
    }
    let pid = try withCStrings([executable] + arguments) { arguments throws(SystemError) in
      try withCStrings(variables.map { "\($0)=\($1)" }) { environment throws(SystemError) in
        try start(path, arguments, environment, open)
      }
    }
    return try ChildProcess(pid: pid)
  }

  private func start(
    _ path: String, _ arguments: UnsafePointer<UnsafeMutablePointer<CChar>?>,
    _ environment: UnsafePointer<UnsafeMutablePointer<CChar>?>, _ open: [Int32: OwnedFile]
  ) throws(SystemError) -> pid_t {
    let files = open.map { sc_file(parent: $1.number, child: $0) }
    let limits = limits.map { sc_limit(resource: $0, soft: $1, hard: $1) }
    let pid = path.withCString { path in
      withOptionalCString(directory) { directory in
        files.withUnsafeBufferPointer { files in
          limits.withUnsafeBufferPointer { limits in
            var request = sc_spawn()
            request.executable = path
            request.arguments = arguments
            request.environment = environment
            request.directory = directory
            request.files = files.baseAddress
            request.file_count = files.count
            request.limits = limits.baseAddress
            request.limit_count = limits.count
            request.death_signal = deathSignal ?? 0
            request.new_group = newGroup
            request.new_session = newSession
            request.set_listen_pid = setsListenPID
            return sc_spawn_process(&request)
          }
        }
      }
    }
    if pid < 0 { throw SystemError("exec", directory.map { "\(path) in \($0)" } ?? path) }
    withExtendedLifetime(open) {}
    return pid
  }

  /// The path of a program: itself when it has a slash, else the first executable of that name on `path`.
  public static func find(_ name: String, path: String?) throws(SystemError) -> String {
    if name.contains("/") { return name }
    for folder in (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
      let candidate = "\(folder)/\(name)"
      if access(candidate, X_OK) == 0 && !Files.isFolder(candidate) { return candidate }
    }
    throw SystemError("find", name, number: ENOENT)
  }
}

/// A null-terminated array of C strings, valid until `body` returns.
private func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) throws(SystemError) -> Result
) throws(SystemError) -> Result {
  let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
  for (index, text) in texts.enumerated() { pointers[index] = strdup(text) }
  pointers[texts.count] = nil
  defer {
    for index in texts.indices { free(pointers[index]) }
    pointers.deallocate()
  }
  return try body(pointers)
}

private func withOptionalCString<Result>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
  guard let text else { return body(nil) }
  return text.withCString { body($0) }
}
