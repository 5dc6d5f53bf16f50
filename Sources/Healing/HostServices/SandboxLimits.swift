/// Limits of one command. Zero: the host's own.
public struct SandboxLimits: Sendable, Hashable, Codable {
  /// Milliseconds from start to end.
  public var wallMs: Int64
  /// Milliseconds of processor time, for each process.
  public var cpuMs: Int64
  /// Private memory of each process.
  public var memoryBytes: Int64
  /// Bytes of standard output and of standard error each; what is beyond ends the command.
  public var outputBytes: Int64

  /// Asks for less than the host allows; more is cut to that.
  public init(wallMs: Int64 = 0, cpuMs: Int64 = 0, memoryBytes: Int64 = 0, outputBytes: Int64 = 0) {
    self.wallMs = wallMs
    self.cpuMs = cpuMs
    self.memoryBytes = memoryBytes
    self.outputBytes = outputBytes
  }
}
