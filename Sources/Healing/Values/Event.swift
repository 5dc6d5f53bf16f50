/// One raw, immutable observation by one monitor. Everything in it comes from the service and is untrusted.
/// Record: `homeostasis.event/1`.
public struct Event: Sendable, Hashable, Codable {
  /// Unique; made from the place it was read, so that reading it twice gives the same id.
  public var id: String
  /// When it happened.
  public var at: Timestamp
  /// The service it belongs to, by its name in the configuration.
  public var service: String
  /// The file, socket or endpoint it came from.
  public var source: String
  /// What kind of observation this is.
  public var signal: Signal
  /// How bad, on the scale of OpenTelemetry.
  public var severity: Severity
  /// One line or more; for a metric its name.
  public var message: String
  /// The value of a metric.
  public var value: Double?
  /// The unit of `value`.
  public var unit: String?
  /// The exception's class, as the language writes it.
  public var type: String?
  /// The stack trace, as it was written.
  public var trace: String?
  /// The W3C trace id of the request.
  public var request: String?
  /// The generation of the service, where the monitor knows it.
  public var generation: Int64?
  /// The process.
  public var pid: Int64?
  /// `[{frame, name, type, value}]` at the crash.
  public var locals: JSONValue?
  /// An object with everything else. `failing_request` holds a ``FailingRequest``.
  public var attributes: JSONValue?

  /// Makes an event with the fields that every event has.
  public init(
    id: String, at: Timestamp, service: String, source: String, signal: Signal, severity: Severity, message: String
  ) {
    self.id = id
    self.at = at
    self.service = service
    self.source = source
    self.signal = signal
    self.severity = severity
    self.message = message
  }
}
