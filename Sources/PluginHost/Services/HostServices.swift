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
  public init() {}
  public func grants(_ service: String) -> Bool { false }
  public func call(_ service: String, _ method: String, _ request: [UInt8]) throws(StageFailure) -> [UInt8] {
    throw StageFailure(.denied, code: "service.not-granted", place: "\(service) \(method)", message: "not granted")
  }
}
