/// Asks for the tree of a new generation.
public struct GenerationStage: Sendable, Hashable, Codable {
  /// Names the rollout: the same name gives the same generation again.
  public var rollout: String
  /// Hash of the tree that the diff applies to.
  public var base: String
  /// Unified, with paths below the service's root; must apply exactly. Empty: no change.
  public var diff: String

  /// The same three values name the same generation, also after a crash.
  public init(rollout: String, base: String, diff: String) {
    self.rollout = rollout
    self.base = base
    self.diff = diff
  }
}
