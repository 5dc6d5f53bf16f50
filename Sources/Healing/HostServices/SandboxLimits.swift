/// Limits of one command. Zero: the host's own.
public struct SandboxLimits: Sendable, Hashable, Codable {
  public var wallMs: Int64
  public var cpuMs: Int64
  public var memoryBytes: Int64
  public var outputBytes: Int64

  public init(wallMs: Int64 = 0, cpuMs: Int64 = 0, memoryBytes: Int64 = 0, outputBytes: Int64 = 0) {
    self.wallMs = wallMs
    self.cpuMs = cpuMs
    self.memoryBytes = memoryBytes
    self.outputBytes = outputBytes
  }
}
