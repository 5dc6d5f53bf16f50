/// Asks for the status.
public struct GenerationStatusRequest: Sendable, Hashable, Codable {
  public init() {}
}
