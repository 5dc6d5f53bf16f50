/// Asks that a generation's change be written into the source tree, or taken out of it again.
public struct GenerationPersist: Sendable, Hashable, Codable {
  public var generation: Int64
  public var diff: String
  /// Take the change out instead.
  public var reverse: Bool

  public init(generation: Int64, diff: String, reverse: Bool = false) {
    self.generation = generation
    self.diff = diff
    self.reverse = reverse
  }
}
