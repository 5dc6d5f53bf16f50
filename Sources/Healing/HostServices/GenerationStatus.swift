/// One generation of a service.
public struct GenerationStatus: Sendable, Hashable, Codable {
  /// How far a generation has come.
  public enum State: String, Sendable, Hashable, Codable {
    case staged, starting, healthy, unhealthy, draining, exited
  }

  /// 1, 2, ...: unique in the service, and never given twice.
  public var generation: Int64
  /// Of its main process; `staged` when the keeper has none of it and never had.
  public var state: State
  /// The process; nil when none runs.
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

  /// What the keeper tells of one generation; nil: not known, or not so far yet.
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
