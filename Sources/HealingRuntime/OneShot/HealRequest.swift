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
  /// How long all of it may take; what is not decided by then stays undecided.
  public var budget: Duration
  /// How many candidates are tried at once, once the first ones have failed; 1 or more.
  public var jobs = 1
  /// Write the accepted patch into the tree.
  public var apply: Bool

  /// Finds out the rest by itself, and leaves the tree as it is.
  public init(source: String, budget: Duration = .seconds(120)) {
    self.source = source
    self.budget = budget
    apply = false
  }
}
