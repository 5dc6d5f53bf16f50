/// What a person says to a patch, on its way from the command line to the host.
public struct PostedAnswer: Sendable, Hashable, Codable {
  /// What is said.
  public enum Word: String, Sendable, Hashable, Codable {
    /// Put it into service.
    case approve
    /// Leave it out, or take it back where the watch found it worse and may not do so itself.
    case decline
  }

  /// The incident that the patch is for.
  public var incident: String
  /// Yes or no.
  public var word: Word
  /// Hash of the diff that the person saw.
  public var patchHash: String
  /// Hash of the tree that it applies to.
  public var base: String
  /// Who.
  public var by: String
  /// Why.
  public var reason: String

  /// Makes an answer.
  public init(_ word: Word, incident: String, patchHash: String, base: String, by: String, reason: String) {
    self.incident = incident
    self.word = word
    self.patchHash = patchHash
    self.base = base
    self.by = by
    self.reason = reason
  }
}

/// What the host said to it.
public struct AnswerReceipt: Sendable, Hashable, Codable {
  /// Whether it counts.
  public var counts: Bool
  /// Why not, or what follows.
  public var words: String
}
