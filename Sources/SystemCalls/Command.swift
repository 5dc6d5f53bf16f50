import Glibc

/// Runs a program to its end and takes what it wrote, under limits. Blocks the calling thread.
public struct Command: Sendable {
  /// Its `files` 0 to 2 and `newGroup` are replaced: the streams are pipes, and the group is its own.
  public var request: SpawnRequest
  /// Given to the program as its standard input.
  public var input: [UInt8] = []
  /// Nil: as long as it likes.
  public var wallLimit: Duration?
  /// For standard output and standard error each; what is beyond ends the program.
  public var outputLimit = 16 << 20
  /// Asked about twenty times a second; true ends the program.
  public var stop: (@Sendable () -> Bool)?
  /// Told the process id once the program runs.
  public var started: (@Sendable (Int32) -> Void)?

  /// Without input and time limit; set the other members before ``run()``.
  public init(_ request: SpawnRequest) { self.request = request }

  /// How a command ended.
  public struct Result: Sendable {
    /// Why it ended.
    public enum Reason: String, Sendable { case exit, signal, wall, output, stopped }
    /// A limit, ``Command/stop``, or how the program ended by itself.
    public var reason: Reason
    /// Exit status and what it used; after a limit the kill shows here.
    public let ending: Ending
    /// Standard output, up to the limit.
    public let output: [UInt8]
    /// Standard error, up to the limit.
    public let errors: [UInt8]
    /// From before the start until its end was seen.
    public let wall: Duration

    /// Standard output as text; invalid UTF-8 is replaced.
    public var text: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text; invalid UTF-8 is replaced.
    public var errorText: String { String(decoding: errors, as: UTF8.self) }
    /// Whether it exited with status 0.
    public var succeeded: Bool { reason == .exit && ending.code == 0 }
  }

  /// Starts it, feeds it, reads both streams, and waits. At a limit its whole process group is killed.
  public func run() throws(SystemError) -> Result {
    let started = ContinuousClock.now
    var (child, streams) = try start()
    self.started?(child.pid)
    let cut = try streams.pump(until: wallLimit.map { started + $0 }, child: child, stop: stop)
    child.signalGroup(SIGKILL)
    let ending = try child.wait()
    return Result(
      reason: cut ?? (ending.code == nil ? .signal : .exit), ending: ending, output: streams.output.bytes,
      errors: streams.errors.bytes, wall: ContinuousClock.now - started)
  }

  /// The parent's copies of the child's ends are closed on return, or the end of the streams would never come.
  private func start() throws(SystemError) -> (ChildProcess, CommandStreams) {
    let (input, output, errors) = (try OwnedFile.pipe(), try OwnedFile.pipe(), try OwnedFile.pipe())
    for file in [input.write, output.read, errors.read] { try file.setNonBlocking(true) }
    var request = request
    request.files[0] = input.read
    request.files[1] = output.write
    request.files[2] = errors.write
    request.newGroup = true
    return (
      try request.spawn(),
      CommandStreams(
        input: input.write, pending: self.input[...], output: .init(file: output.read, limit: outputLimit),
        errors: .init(file: errors.read, limit: outputLimit))
    )
  }
}
