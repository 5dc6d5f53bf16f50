import Healing
import TraceGrammar

/// A candidate with which the tests still fail, but further on: it may be half of what mends them.
struct FailureMove: Sendable {
  let patch: Patch
  /// What fails with it.
  let trace: String
  /// 0 to 1: how sure it is that the failure is another one, later on.
  let distance: Double

  /// Nil where the failure is the same, or is not known to be a later one.
  init?(_ patch: Patch, _ verdict: Verdict, from event: Event?, _ parser: TraceParser) {
    guard verdict.reason == "reproduction-still-fails", let failure = verdict.failures.first, let event,
      let before = parser.exceptions(in: event.trace ?? "").last,
      let after = parser.exceptions(in: failure.message).last
    else { return nil }
    self.patch = patch
    trace = failure.message
    let (first, last) = (before.frames.last, after.frames.last)
    let isLater = first?.file == last?.file && (last?.line ?? 0) > (first?.line ?? 0)
    if isLater {
      distance = 1
    } else if before.type != after.type, after.type.hasSuffix("AssertionError") {
      distance = 0.7
    } else if before.type != after.type, !before.type.hasSuffix("AssertionError"), !Self.breaks.contains(after.type) {
      distance = 0.4
    } else {
      return nil
    }
  }

  /// What a careless edit raises itself.
  private static let breaks: Set<String> = [
    "NameError", "SyntaxError", "UnboundLocalError", "ImportError", "AttributeError",
  ]
}
