public import Healing
public import Learning

extension Course {
  /// What a step produced. Rows of rollouts are stored apart, by the deployer's journal.
  public enum Record: Sendable, Hashable {
    case diagnosis(Diagnosis)
    case patch(Patch)
    case verdict(Verdict)
  }

  /// Acts that count against the limits.
  public enum Act: String, Sendable, Hashable, CaseIterable {
    /// A patch is put into service.
    case rollout
    /// A patch was taken back.
    case rollback
    /// A patch was promoted.
    case heal
  }

  /// What became of a patch: it is not tried again on the same code.
  public struct Fate: Sendable, Hashable {
    /// How a patch ended.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case rejected, refused
      case rolledBack = "rolled-back"
    }

    /// Which patch, on which code.
    public let patch: TriedPatch
    /// How it ended.
    public let kind: Kind
    /// Why.
    public let reason: String

    /// Makes a fate.
    public init(_ patch: TriedPatch, _ kind: Kind, _ reason: String) {
      self.patch = patch
      self.kind = kind
      self.reason = reason
    }
  }
}
