public import Healing

/// What the gate found out about a patch.
public struct GateReport: Sendable, Hashable {
  /// Why it may not be tested; empty: it may.
  public var refusals: [Refusal]
  /// Why nobody could look at what it does; nil: it was looked at. Its paths are allowed in any case.
  public var unexamined: String?
  /// It hides the error instead of removing the cause, as far as the source tells.
  public var suppresses: Bool
  /// What it changes, with the function where there is one; at least one place for each file.
  public var places: [Location]
  /// Lines added and lines removed.
  public var lines: Int

  init() { (refusals, suppresses, places, lines) = ([], false, [], 0) }

  /// All refusals in one sentence.
  public var reason: String { refusals.map(\.description).joined(separator: "; ") }
}
