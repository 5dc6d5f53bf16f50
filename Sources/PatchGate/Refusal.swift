/// Why a patch may not be tested: which rule, and where.
public struct Refusal: Sendable, Hashable, CustomStringConvertible {
  /// The rules of the gate.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// It touches what no patch may.
    case path
    /// It cannot be examined, so it cannot be trusted.
    case unreadable
    /// It newly runs code, starts processes, opens sockets or writes files.
    case act
    /// It imports what it was not asked for.
    case importing = "import"
    /// It adds a handler that does nothing.
    case handler
    /// It removes or changes an assertion.
    case assertion
    /// It mends by leaving out.
    case deletion
  }

  /// The rule.
  public var rule: Rule
  /// Relative to the service's root.
  public var path: String
  /// From 1, in the patched file.
  public var line: Int?
  /// What it does, in words.
  public var what: String

  init(_ rule: Rule, _ path: String, line: Int? = nil, _ what: String) {
    self.rule = rule
    self.path = path
    self.line = line
    self.what = what
  }

  /// Place and reason.
  public var description: String { "\(path)\(line.map { ":\($0)" } ?? ""): \(what)" }
}
