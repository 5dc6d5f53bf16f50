import Healing

/// What a one-shot healing is asked to do.
public struct HealRequest: Sendable {
  /// The tree: a folder.
  public var source: String
  /// Run by `sh -c` in the root of a copy; nil: found in the tree.
  public var test: String?
  /// The text of a log with the failure's trace.
  public var trace: String?
  /// The id of the language pack; nil: found from the files.
  public var language: String?
  public var budget: Duration
  /// Write the accepted patch into the tree.
  public var apply: Bool

  public init(source: String, budget: Duration = .seconds(120)) {
    self.source = source
    self.budget = budget
    apply = false
  }
}
