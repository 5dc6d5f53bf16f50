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

/// How long a call may go on.
public struct CallLimit: Sendable {
  /// Nil: no deadline.
  public let deadline: ContinuousClock.Instant?
  /// Whether it was told to stop.
  public let isStopped: @Sendable () -> Bool

  /// No deadline, and never stopped.
  public static let none = CallLimit(deadline: nil) { false }

  /// - Parameter isStopped: asked often, from any thread.
  public init(deadline: ContinuousClock.Instant?, isStopped: @escaping @Sendable () -> Bool) {
    self.deadline = deadline
    self.isStopped = isStopped
  }

  /// What is left, at most `most`, and in milliseconds at most `wanted` where that is not 0.
  func left(atMost most: Duration, wanted: Int64) -> Duration {
    let wish = wanted > 0 ? min(most, .milliseconds(min(wanted, 1 << 40))) : most
    guard let deadline else { return wish }
    return max(.zero, min(wish, deadline - .now))
  }
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
