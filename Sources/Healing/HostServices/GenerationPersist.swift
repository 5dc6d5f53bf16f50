/// Asks that a generation's change be written into the source tree, or taken out of it again.
public struct GenerationPersist: Sendable, Hashable, Codable {
  /// The generation that was made with `diff`; another diff is refused.
  public var generation: Int64
  /// The very text that it was staged with.
  public var diff: String
  /// Take the change out instead.
  public var reverse: Bool

  /// Writes the change into the source, or takes it out with `reverse`.
  public init(generation: Int64, diff: String, reverse: Bool = false) {
    self.generation = generation
    self.diff = diff
    self.reverse = reverse
  }
}
