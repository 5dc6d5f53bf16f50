public import Healing

/// Why a candidate is out.
public struct Loss: Sendable, Hashable, Codable {
  /// Who put it out.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// It failed before, on the same code.
    case remembered
    /// The patch gate refuses it.
    case refused
    /// A tester refutes it.
    case rejected
    /// No tester can say.
    case inconclusive
  }

  /// The candidate.
  public let patch: Patch
  /// Who put it out.
  public let kind: Kind
  /// Why, for a reader.
  public let reason: String
  /// Of the tester that decided.
  public let verdict: Verdict?

  /// Makes a loss.
  public init(_ patch: Patch, _ kind: Kind, _ reason: String, verdict: Verdict? = nil) {
    self.patch = patch
    self.kind = kind
    self.reason = reason
    self.verdict = verdict
  }

  /// Reasons that lie in the service and not in the patch: every other candidate would meet them, too.
  private static let hopeless: Set<String> = ["not-reproduced", "tests-green", "unsupported", "baseline-broken"]

  var endsAttempt: Bool { verdict.map { Self.hopeless.contains($0.reason) } ?? false }
}
