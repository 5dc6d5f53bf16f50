/// A proposed change, untrusted until verified. Record: `homeostasis.patch/1`.
public struct Patch: Sendable, Hashable, Codable {
  /// What a patch changes.
  public enum Kind: String, Sendable, Hashable, Codable {
    case source, mitigation
  }

  /// Unique in the store. The host gives it, whatever the patcher wrote.
  public var id: String
  /// The diagnosis.
  public var parent: String
  /// When it was proposed; the host fills in what is unknown.
  public var at: Timestamp
  /// A source change needs `diff`, a mitigation `act`.
  public var kind: Kind
  /// Hash of the tree that it applies to.
  public var base: String
  /// Unified, with paths below the service's root (`--- a/x.py`, `+++ b/x.py`).
  public var diff: String?
  /// `{verb: restart | reload | roll-back | flag, ...}` of a mitigation.
  public var act: JSONValue?
  /// One line for a reader.
  public var title: String
  /// What made it: the key that learning counts by.
  public var template: String?
  /// The patcher's own order of its candidates; the highest is tried first.
  public var score: Double
  /// How many places it changes; nil: not counted.
  public var edits: Int?
  /// It hides the error instead of removing the cause.
  public var suppresses: Bool
  /// The files of the diff with their hashes; empty when the patcher did not take them.
  public var files: [FileChange]
  /// The patcher's remarks; the class R1 to R4 is the host's.
  public var risk: JSONValue?

  /// A patcher leaves `id` and `at` to the host.
  public init(
    id: String = "", parent: String, at: Timestamp = .unknown, kind: Kind = .source, base: String, diff: String?,
    title: String, template: String? = nil, score: Double, edits: Int? = nil, suppresses: Bool = false,
    files: [FileChange] = []
  ) {
    self.id = id
    self.parent = parent
    self.at = at
    self.kind = kind
    self.base = base
    self.diff = diff
    self.title = title
    self.template = template
    self.score = score
    self.edits = edits
    self.suppresses = suppresses
    self.files = files
  }
}
