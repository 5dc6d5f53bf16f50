import Healing

/// When a new generation is kept and when it is taken back, and how long each step of a reload may take.
public struct ProbationRules: Sendable, Hashable {
  /// How long it is watched before it is kept.
  public var period: Duration = .seconds(60)
  /// How many periods are waited for a first call, for a plugin that is rarely called.
  public var patience = 10
  /// So many good calls of one stage end the probation before its time.
  public var calls = 200
  /// It may fail so often where the old generation can do the same call; once more and it is taken back.
  public var regressions = 2
  /// So many times slower than the old one is too slow ...
  public var factor = 3.0
  /// ... where a call is slower by so much at least: below it the clock says more about the machine.
  public var slack: Duration = .microseconds(200)
  /// So many calls of each are compared.
  public var samples = 20
  /// How long calls in flight may take to end, and how long one step of the handover may.
  public var drain: Duration = .seconds(30)
  /// How long creating, testing itself, and the replay of what came lately may take, each.
  public var birth: Duration = .seconds(10)
  /// So many crashes of the same bytes with the same settings within ``crashWindow`` are one too many.
  public var crashes = 3
  /// See ``crashes``; older ones are forgotten.
  public var crashWindow: Duration = .seconds(600)

  /// What the host uses.
  public init() {}

  /// Why the new generation is worse than the old; nil: it is not, or not yet.
  func worse(_ new: CallStatistics, than old: CallStatistics) -> String? {
    if new.regressions > regressions {
      return "\(new.regressions) calls failed that the generation before it could do"
    }
    guard new.count >= samples, old.count >= samples, let newRow = new.medianRow, let oldRow = old.medianRow,
      let newCall = new.medianCall, let oldCall = old.medianCall
    else { return nil }
    guard newRow.inSeconds >= oldRow.inSeconds * factor, newCall - oldCall >= slack else { return nil }
    return "a call takes \(Self.text(newCall)), before \(Self.text(oldCall))"
  }

  static func text(_ duration: Duration) -> String {
    let microseconds = duration.nanoseconds / 1000
    return microseconds < 10_000 ? "\(microseconds) µs" : "\(microseconds / 1000) ms"
  }
}
