import Healing

/// The host's limits of one command, and the sizes of what it may write to.
public struct SandboxDefaults: Sendable, Hashable {
  /// From start to end.
  public var wall: Duration
  /// Of each process.
  public var cpu: Duration
  /// Private memory of each process; with ``limitsResident`` what all of them have in memory.
  public var memoryBytes: Int64
  /// Whether mapped memory is free, and what is really in memory is watched instead.
  public var limitsResident = false
  /// Of standard output and standard error each.
  public var outputBytes: Int64
  /// At the same time.
  public var processes: Int
  /// Room for what the command writes into the tree, beyond the tree itself.
  public var diskBytes: Int64
  /// Room in each of the temporary folder, the home folder and the shared memory.
  public var temporaryBytes: Int64

  /// Makes limits; the defaults suit the tests of a service.
  public init(
    wall: Duration = .seconds(300), cpu: Duration = .seconds(300), memoryBytes: Int64 = 2 << 30,
    outputBytes: Int64 = 4 << 20, processes: Int = 128, diskBytes: Int64 = 256 << 20, temporaryBytes: Int64 = 128 << 20
  ) {
    self.wall = wall
    self.cpu = cpu
    self.memoryBytes = memoryBytes
    self.outputBytes = outputBytes
    self.processes = processes
    self.diskBytes = diskBytes
    self.temporaryBytes = temporaryBytes
  }

  /// These limits with what one command asks for; it may ask for less than the host's, never for more.
  func narrowed(to asked: SandboxLimits) -> SandboxDefaults {
    var limits = self
    if asked.wallMs > 0 { limits.wall = min(wall, .milliseconds(asked.wallMs)) }
    if asked.cpuMs > 0 { limits.cpu = min(cpu, .milliseconds(asked.cpuMs)) }
    if asked.memoryBytes > 0 { limits.memoryBytes = min(memoryBytes, asked.memoryBytes) }
    if asked.outputBytes > 0 { limits.outputBytes = min(outputBytes, asked.outputBytes) }
    return limits
  }
}
