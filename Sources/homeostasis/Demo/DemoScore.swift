import Healing

/// What the demo has shown; `--ci` asks that all of it holds.
struct DemoScore: Sendable, Encodable {
  /// Seconds of the parts of act one.
  struct Parts: Sendable, Encodable {
    var detect = 0.0
    /// Analyzers and patchers.
    var decide = 0.0
    /// Test processes, also those of candidates that lost.
    var test = 0.0
    var testProcesses = 0
    /// The start of the new generation up to its first healthy answer.
    var start = 0.0
    var switchOver = 0.0
    /// From the first error line to the patched generation serving.
    var serving = 0.0
    /// From the first error line to promotion.
    var healed = 0.0
  }

  var parts = Parts()
  var healed = false
  /// The exposure on which it was called healed.
  var healedBecause = ""
  /// Whether there was a second act, with careless patches.
  var hasSecondAct = false
  /// Templates of the patches that were rolled back, with the reason.
  var rolledBack: [String: String] = [:]
  /// Templates of rolled-back patches that were met again and not tried.
  var remembered: Set<String> = []
  var requests = 0
  var lost = 0
  var requestsPerSecond = 0.0

  /// The two careless patches.
  static let careless: Set<String> = ["careless-1", "careless-2"]

  /// What does not hold, in words.
  var shortfalls: [String] {
    var words: [String] = []
    if !healed { words.append("act one was not healed") }
    if lost > 0 { words.append("\(lost) requests were lost") }
    if hasSecondAct, Set(rolledBack.keys) != Self.careless {
      words.append("rolled back were \(rolledBack.keys.sorted()), not the two careless patches")
    }
    if hasSecondAct, remembered != Self.careless {
      words.append("only \(remembered.sorted()) of the careless patches were remembered")
    }
    if requestsPerSecond < 50 { words.append("only \(Int(requestsPerSecond)) requests a second") }
    #if !DEBUG
      let own = parts.detect + parts.decide + parts.switchOver
      if own > 1 { words.append("detect, decide and switch took \(own) s, more than 1.0 s") }
      if parts.serving > 10 { words.append("the patched generation served after \(parts.serving) s, more than 10 s") }
    #endif
    return words
  }
}
