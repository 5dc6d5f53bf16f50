public import Healing

/// What the host does for a stage that asks models.
public struct ModelServices: Sendable {
  /// Requests to the providers.
  public var http: any HTTPService
  /// Their keys.
  public var secrets: any SecretService
  /// The day's budget, and what is kept.
  public var state: any StateService
  /// The day.
  public var clock: any ClockService

  /// All of them are asked only while a call is under way.
  public init(
    http: any HTTPService, secrets: any SecretService, state: any StateService, clock: any ClockService
  ) {
    self.http = http
    self.secrets = secrets
    self.state = state
    self.clock = clock
  }

  /// The time of day.
  func now() throws(StageFailure) -> Timestamp { Timestamp(nanoseconds: try clock.now(ClockNow()).unixNs) }
}
