/// One generation of a service.
public struct GenerationStatus: Sendable, Hashable, Codable {
  /// How far a generation has come.
  public enum State: String, Sendable, Hashable, Codable {
    case staged, starting, healthy, unhealthy, draining, exited
  }

  public var generation: Int64
  public var state: State
  public var pid: Int64?
  /// Exit status, or 128 plus the signal.
  public var exit: Int64?
  /// Hash of its source tree.
  public var tree: String
  /// The folder it runs in.
  public var folder: String
  /// From start to the first healthy answer.
  public var startMs: Double?
  /// Resident memory of the process now.
  public var residentBytes: Int64?

  public init(
    generation: Int64, state: State, pid: Int64? = nil, exit: Int64? = nil, tree: String, folder: String,
    startMs: Double? = nil, residentBytes: Int64? = nil
  ) {
    self.generation = generation
    self.state = state
    self.pid = pid
    self.exit = exit
    self.tree = tree
    self.folder = folder
    self.startMs = startMs
    self.residentBytes = residentBytes
  }
}
