/// Names one generation.
public struct GenerationRequest: Sendable, Hashable, Codable {
  /// Its number, from ``ServiceStatus``; numbers of a service only grow.
  public var generation: Int64
  /// A generation that was staged before.
  public init(generation: Int64) { self.generation = generation }
}
