/// Asks for the status.
public struct GenerationStatusRequest: Sendable, Hashable, Codable {
  /// There is nothing to choose: it is about the service of the call.
  public init() {}
}
