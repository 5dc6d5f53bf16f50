public import Healing

/// Where an incident stands on its way. What the states mean is the business of the orchestration.
public struct CourseRecord: Sendable, Hashable {
  /// The state of an incident that no transition has touched.
  public static let new = "new"

  /// The incident.
  public var incident: String
  /// Its service.
  public var service: String
  /// The name of the state; ``new`` in the beginning.
  public var state: String
  /// 1, 2, ...
  public var attempt: Int
  /// What belongs to the state, as JSON text.
  public var data: String
  /// Whether the attempt is over and nothing is left to do.
  public var finished: Bool
  /// Nothing is done before this time; nil: at once.
  public var notBefore: Timestamp?
  /// When the last transition was stored; the store sets it.
  public var updatedAt: Timestamp
  /// Grows by one with every transition; a transition names the one that it was decided upon.
  public var revision: Int64
  /// How many events came in since the last transition; the store counts them.
  public var unseen: Int

  /// The course of a new incident, or one as it shall be stored.
  public init(
    incident: String, service: String, state: String = CourseRecord.new, attempt: Int = 1, data: String = "{}",
    finished: Bool = false, notBefore: Timestamp? = nil, revision: Int64 = 0
  ) {
    self.incident = incident
    self.service = service
    self.state = state
    self.attempt = attempt
    self.data = data
    self.finished = finished
    self.notBefore = notBefore
    updatedAt = .unknown
    self.revision = revision
    unseen = 0
  }
}
