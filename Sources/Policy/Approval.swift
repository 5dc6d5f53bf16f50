public import Healing

/// A person's yes to one patch on one tree; to nothing else, and not for long.
public struct Approval: Sendable, Hashable, Codable {
  /// Hash of the diff.
  public var patchHash: String
  /// Hash of the tree that the patch applies to.
  public var base: String
  /// Who.
  public var by: String
  /// When.
  public var at: Timestamp

  /// Makes an approval.
  public init(patchHash: String, base: String, by: String, at: Timestamp) {
    self.patchHash = patchHash
    self.base = base
    self.by = by
    self.at = at
  }
}
