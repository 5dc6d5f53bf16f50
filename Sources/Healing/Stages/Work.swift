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
  /// With the hash of its tree as it was when the work was made.
  public var service: ServiceDescription
  /// The samples that were kept of the incident; empty without one.
  public var events: [Event]
  /// The trouble that the work is about; nil for a monitor, and when a stage is started.
  public var incident: Incident?
  /// For an analyzer the best so far, afterwards the one that is followed; nil: none.
  public var diagnosis: Diagnosis?
  /// The patch that is tested; nil in other work.
  public var patch: Patch?
  /// The verdict on the patch, when it is prepared; nil in other work.
  public var verdict: Verdict?

  /// Leave out the ancestors that there are not yet.
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
