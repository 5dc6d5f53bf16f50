import TestSupport

@testable import Watch

/// A service watched for an hour, looked at every minute, after an hour of baseline.
struct SimulatedWatch {
  let errors: SimulatedErrors
  let rate: Double
  /// The rate after the switch, over the rate before.
  let ratio: Double

  /// The minute in which a regression was found.
  func regression(_ generator: inout SeededGenerator) -> Int? {
    let baseline = Baseline((0..<60).map { _ in minute(rate, &generator) })
    var probation = Probation(baseline: baseline, patchedPlaces: [], limit: .seconds(3600))
    for look in 1...60 {
      if case .regressed = probation.observe(.counted(minute(rate * ratio, &generator))) { return look }
    }
    return nil
  }

  private func minute(_ rate: Double, _ generator: inout SeededGenerator) -> Tally {
    Tally(Exposure(seconds: 60), otherErrors: errors.inOneMinute(rate, &generator))
  }
}
