/// The watched time after a switch: is it healed, worse, or not yet known?
///
/// Feed it what is seen of the new generation, in the order of time; it answers as soon as it knows. It is a value: no
/// clock, no input or output. Rebuilt from the same observations, it finds the same.
///
/// *Regressed* is found at every look by a ``RateTest`` of the incident's error, of all others, of slow requests and of
/// throughput, and at once by an exit, a failed replay, or a new kind of error in patched code. *Healed* needs the
/// ``Drop`` of nine in ten, or of half where a replay of the failing input passes. No data is never success.
public struct Probation: Sendable {
  /// Healed in less time than this is not believed: a slow patch shows only after some seconds.
  public static let shortest: Duration = .seconds(10)

  private let before: Series
  private let usual: Series
  private let known: Set<ErrorClass>
  private let patched: [PatchedPlace]
  private let limit: Duration

  private var after = Series()
  private var elapsed: Duration = .zero
  private var replayPassed = false
  private var found: Finding?

  /// - Parameters:
  ///   - patchedPlaces: what the patch changed.
  ///   - limit: the longest wait, counted in what is observed.
  public init(baseline: Baseline, patchedPlaces: [PatchedPlace], limit: Duration) {
    before = Series(baseline.tallies)
    usual = baseline.usual.isEmpty ? before : Series(baseline.usual)
    known = baseline.known
    patched = patchedPlaces
    self.limit = limit
  }

  /// Takes in what was seen, and returns what it shows; nil: not yet known, go on. Once found, a finding stays.
  public mutating func observe(_ observation: Observation) -> Finding? {
    if found == nil { found = judge(observation) }
    return found
  }

  /// The longest wait is over, whatever was observed.
  public mutating func end() -> Finding {
    let finding = found ?? atLimit(comparison)
    found = finding
    return finding
  }

  /// How far it has come, in one line.
  public var summary: String { comparison.words }

  private var comparison: Comparison { Comparison(before: before, usual: usual, after: after) }

  private mutating func judge(_ observation: Observation) -> Finding? {
    switch observation {
    case .counted(let tally):
      after.append(tally)
      elapsed += .seconds(tally.exposure.seconds)
    case .blind(let duration):
      elapsed += max(.zero, duration)
    case .raised(let error):
      return broken(by: error)
    case .exited(let how):
      return .regressed(Regression(.processExit, "a process of the new generation ended by itself: \(how)"))
    case .replayed(passes: false):
      return .regressed(Regression(.replayFails, "the failing input still fails on the new generation"))
    case .replayed(passes: true):
      replayPassed = true
    }
    return look()
  }

  private func look() -> Finding? {
    let comparison = comparison
    if let regression = comparison.regression { return .regressed(regression) }
    if let words = healed(comparison) { return .healed(words) }
    return elapsed >= limit ? atLimit(comparison) : nil
  }

  private func healed(_ comparison: Comparison) -> String? {
    guard comparison.watched >= Self.shortest else { return nil }
    if comparison.drop.shown >= 0.9 { return comparison.words }
    return replayPassed && comparison.drop.shown >= 0.5 ? comparison.words + "; the failing input passes now" : nil
  }

  private func atLimit(_ comparison: Comparison) -> Finding {
    if replayPassed, comparison.sawService, comparison.errors == 0 {
      return .healed(comparison.words + "; the failing input passes now, and the longest wait is over")
    }
    return .inconclusive("unproven at the longest wait: " + comparison.words)
  }

  private func broken(by error: ErrorClass) -> Finding? {
    guard !known.contains(where: error.isSameKind), patched.contains(where: { $0.contains(error) }) else { return nil }
    let place = [error.symbol, error.file].compactMap { $0 }.joined(separator: " in ")
    return .regressed(Regression(.newErrorInPatchedCode, "a new error in patched code: \(error.type) at \(place)"))
  }
}
