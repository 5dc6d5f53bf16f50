/// A change that a template proposes: untested.
public struct Candidate: Sendable {
  /// The template's id.
  public var template: String
  /// One line for a reader.
  public var title: String
  /// 0 to 1; falls along the list.
  public var score: Double
  /// How many places it changes.
  public var edits: Int
  /// It hides the failure instead of removing the cause.
  public var suppresses: Bool
  /// The template's own word: `low`, `medium` or `high`.
  public var risk: String
  /// The files that it changes.
  public var files: [EditedFile]

  /// A change of these files; `template` may name anything that learning is to count by.
  public init(
    template: String, title: String, score: Double, edits: Int, suppresses: Bool, risk: String, files: [EditedFile]
  ) {
    self.template = template
    self.title = title
    self.score = score
    self.edits = edits
    self.suppresses = suppresses
    self.risk = risk
    self.files = files
  }
}
