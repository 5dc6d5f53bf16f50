/// A change that a template proposes: untested.
public struct Candidate: Sendable {
  public var template: String
  public var title: String
  /// 0 to 1; falls along the list.
  public var score: Double
  /// How many places it changes.
  public var edits: Int
  public var suppresses: Bool
  public var risk: String
  public var files: [EditedFile]
}
