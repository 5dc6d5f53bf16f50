/// A service as its keeper sees it.
public struct ServiceStatus: Sendable, Hashable, Codable {
  /// The generation that gets the traffic; 0: none.
  public var current: Int64
  /// The generation that the answered request was about, else `current`.
  public var generation: Int64
  /// Set when the keeper refuses to act: why, and what to do.
  public var held: String?
  /// Those that the keeper knows and those that are only staged, by their numbers.
  public var generations: [GenerationStatus]
  /// The last processes that ended, oldest first; at most 16.
  public var exits: [ProcessExit]?

  /// An answer of the keeper; `exits` is nil from a host that does not tell them.
  public init(
    current: Int64, generation: Int64, held: String? = nil, generations: [GenerationStatus],
    exits: [ProcessExit]? = nil
  ) {
    self.current = current
    self.generation = generation
    self.held = held
    self.generations = generations
    self.exits = exits
  }
}
