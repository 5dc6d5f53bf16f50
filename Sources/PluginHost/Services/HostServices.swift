public import Healing

/// The host services that one call is granted.
public protocol HostServices: Sendable {
  /// Whether the service may be used.
  func grants(_ service: String) -> Bool
  /// Does one method; blocks. Returns the answer as JSON.
  func call(_ service: String, _ method: String, _ request: [UInt8]) throws(StageFailure) -> [UInt8]
}

/// Grants nothing.
public struct NoServices: HostServices {
  /// For calls such as `create`, which may have no effect outside.
  public init() {}
  /// False, always.
  public func grants(_ service: String) -> Bool { false }
  /// - Throws: `service.not-granted`, always.
  public func call(_ service: String, _ method: String, _ request: [UInt8]) throws(StageFailure) -> [UInt8] {
    throw StageFailure(.denied, code: "service.not-granted", place: "\(service) \(method)", message: "not granted")
  }
}
