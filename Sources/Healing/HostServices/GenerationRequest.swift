/// Names one generation.
public struct GenerationRequest: Sendable, Hashable, Codable {
  public var generation: Int64
  public init(generation: Int64) { self.generation = generation }
}
