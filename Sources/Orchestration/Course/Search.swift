public import Healing

/// The search for a patch: what is known, whose turn it is, and what was tried in vain.
public struct Search: Sendable, Hashable, Codable {
  /// The cause.
  public let diagnosis: Diagnosis
  /// Which patcher is asked, from 0, in the order of the pipeline.
  public private(set) var turn = 0
  /// How many candidates of this attempt are out.
  public private(set) var lost = 0
  /// Why the last of them is.
  public private(set) var lastReason = ""
  /// Whether one of them was refuted, and not only never decided upon.
  public private(set) var refuted = false

  /// A search that begins with the first patcher.
  public init(_ diagnosis: Diagnosis) { self.diagnosis = diagnosis }

  /// The next patcher's turn.
  func onward() -> Search {
    var next = self
    next.turn += 1
    return next
  }

  func without(_ loss: Loss) -> Search {
    var next = self
    next.lost += 1
    next.lastReason = loss.reason
    next.refuted = refuted || loss.kind != .inconclusive
    return next
  }

  /// How the attempt ends when no candidate is left.
  var outcome: Outcome {
    guard lost > 0 else { return .rejected("no patcher has a candidate for: \(diagnosis.cause)") }
    let words = "none of \(lost) candidates; the last: \(lastReason)"
    return refuted ? .rejected(words) : .inconclusive(words)
  }
}
