public import Healing

/// Something that a reader may want to see now. What must not be lost is in the ledger; this is for displays.
public struct Progress: Sendable {
  /// What is new.
  public enum News: Sendable {
    /// The course moved: as it is drawn.
    case moved(from: Course.State, to: Course.State, note: String)
    /// A stage was called.
    case began(Verb, stage: String)
    /// A stage answered, or could not.
    case ended(Verb, stage: String, took: Duration, failure: StageFailure?)
    /// A candidate is out: which of how many, and why.
    case lost(Loss, number: Int, of: Int)
    /// The watch looked, and does not know yet.
    case looked(String)
    /// The course cannot be stored or read for now, or something else that an operator should see.
    case trouble(String)
  }

  /// What a stage was asked to do.
  public enum Verb: String, Sendable, Hashable, CaseIterable {
    case analyze, propose, verify, prepare, status, promote
    case switchOver = "switch"
    case rollBack = "roll-back"
  }

  /// When.
  public var at: Timestamp
  /// The incident's service.
  public var service: String
  /// The incident.
  public var incident: String
  /// Which walk along the way.
  public var attempt: Int
  /// What is new.
  public var news: News
}
