/// What goes along with one call of a stage: who asks, how long it may take, and the ancestors of the input.
public struct Work: Sendable {
  /// Names the work; the same in every repetition and after a crash: the idempotency key.
  public var id: String
  /// 1, 2, ...: grows when the host repeats the same work.
  public var attempt: Int
  /// W3C `traceparent`, or empty.
  public var trace: String
  /// How long the call may take, counted from its start; nil: no limit.
  public var timeout: Duration?
  public var service: ServiceDescription
  public var events: [Event]
  public var incident: Incident?
  public var diagnosis: Diagnosis?
  public var patch: Patch?
  public var verdict: Verdict?

  public init(
    id: String, attempt: Int = 1, trace: String = "", timeout: Duration? = nil, service: ServiceDescription,
    events: [Event] = [], incident: Incident? = nil, diagnosis: Diagnosis? = nil, patch: Patch? = nil,
    verdict: Verdict? = nil
  ) {
    self.id = id
    self.attempt = attempt
    self.trace = trace
    self.timeout = timeout
    self.service = service
    self.events = events
    self.incident = incident
    self.diagnosis = diagnosis
    self.patch = patch
    self.verdict = verdict
  }
}
