/// One entry of the journal of putting a patch into service. Record: `homeostasis.rollout/1`.
public struct Rollout: Sendable, Hashable, Codable {
  /// How far the rollout has come.
  public enum State: String, Sendable, Hashable, Codable {
    case prepared, switched, promoted, rolledBack = "rolled-back", failed, unknown
  }

  /// Unique in the store; empty from a deployer: named by its content then.
  public var id: String
  /// The patch, then the row before.
  public var parent: String
  /// When it was made; unknown from a deployer that leaves it to the host.
  public var at: Timestamp
  /// The id of the call that prepared it; the same in all its rows.
  public var rollout: String
  /// The service's name in the configuration.
  public var service: String
  /// Host, container or deployment.
  public var target: String
  /// The step that this row announces; stored before the step is made.
  public var state: State
  /// Of the service; only grows.
  public var generation: Int64
  /// The generation that served before, and that a rollback goes back to; 0: none.
  public var previous: Int64
  /// SHA-256 of the diff in lower-case hex, as in the verdict.
  public var patchHash: String
  /// Hash of the tree that stands after the switch.
  public var tree: String
  /// All that the other verbs need, without the plugin's memory.
  public var undo: JSONValue
  /// Part of the traffic on the new generation, 0 to 1.
  public var exposure: Double?
  /// Milliseconds of the parts that were timed: `start_ms`, `switch_ms`, ...
  public var timings: JSONValue?

  /// A row of the journal; a deployer stores it before the effect that `state` names.
  public init(
    id: String = "", parent: String, at: Timestamp = .unknown, rollout: String, service: String, target: String,
    state: State, generation: Int64, previous: Int64, patchHash: String, tree: String, undo: JSONValue,
    exposure: Double? = nil, timings: JSONValue? = nil
  ) {
    self.id = id
    self.parent = parent
    self.at = at
    self.rollout = rollout
    self.service = service
    self.target = target
    self.state = state
    self.generation = generation
    self.previous = previous
    self.patchHash = patchHash
    self.tree = tree
    self.undo = undo
    self.exposure = exposure
    self.timings = timings
  }
}
