public import Healing

/// What became of a patch, so that it is not tried again while the code that it touches is the same.
public struct PatchFate: Sendable, Hashable {
  /// How a patch ended.
  public enum Fate: String, Sendable, Hashable, CaseIterable {
    /// A verification did not accept it.
    case rejected
    /// The watch took it back.
    case rolledBack = "rolled-back"
    /// The patch gate, a policy or a person said no.
    case refused
  }

  /// Which patch, on which code.
  public var key: PatchKey
  /// How it ended.
  public var fate: Fate
  /// Why.
  public var reason: String
  /// The incident for which it was tried.
  public var incident: String
  /// When it was stored; the store sets it.
  public var at: Timestamp

  /// Makes the fate of a patch.
  public init(of key: PatchKey, _ fate: Fate, reason: String, incident: String) {
    self.key = key
    self.fate = fate
    self.reason = reason
    self.incident = incident
    at = .unknown
  }
}
