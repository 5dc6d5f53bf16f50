public import Healing

/// The host services that one call is granted.
public protocol HostServices: Sendable {
  /// Whether the service may be used.
  func grants(_ service: String) -> Bool
  /// Does one method; blocks. Returns the answer as JSON.
  func call(_ service: String, _ method: String, _ request: [UInt8]) throws(StageFailure) -> [UInt8]
  /// Why a service is not granted, and what would grant it: for the log of a plugin that has asked for it.
  func refusal(of service: String) -> String
  /// The same for one call: nothing goes on for longer than it may.
  func bound(to limit: CallLimit) -> any HostServices
}

extension HostServices {
  /// Without a configuration there is nothing to say.
  public func refusal(of service: String) -> String { "not granted" }
  /// Nothing of it takes long.
  public func bound(to limit: CallLimit) -> any HostServices { self }
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
