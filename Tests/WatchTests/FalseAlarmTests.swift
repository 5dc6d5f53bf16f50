import TestSupport
import Testing

@testable import Watch

/// What probation says of services about which the truth is known.
@Suite struct FalseAlarmTests {
  @Test(arguments: SimulatedErrors.allCases, [1.0, 10.0])
  func nothingChangedAndNothingIsFound(errors: SimulatedErrors, rate: Double) {
    let runs = Soak.count("watches without a change", usual: 50, full: 5_000)
    let found = findings(SimulatedWatch(errors: errors, rate: rate, ratio: 1), runs: runs)
    // In a normal run chance alone decides about one or two; three in fifty would be 6%.
    #expect(Double(found.count) <= (Soak.isOn ? 0.015 * Double(runs) : 2))
  }

  @Test func doubledErrorsAreFoundWithinTheHour() {
    let runs = Soak.count("watches with twice the errors", usual: 50, full: 5_000)
    let found = findings(SimulatedWatch(errors: .independent, rate: 1, ratio: 2), runs: runs)
    #expect(Double(found.count) >= (Soak.isOn ? 0.9 : 0.8) * Double(runs))
    #expect(found.sorted()[found.count / 2] <= 25)
  }

  @Test func tenfoldBurstsAreFoundAtOnce() {
    let runs = Soak.count("watches with ten times the errors", usual: 20, full: 2_000)
    let found = findings(SimulatedWatch(errors: .inBursts, rate: 2, ratio: 10), runs: runs)
    #expect(found.count == runs)
    #expect(found.sorted()[found.count / 2] <= 5)
  }

  private func findings(_ watch: SimulatedWatch, runs: Int) -> [Int] {
    var generator = SeededGenerator(Soak.givenSeed ?? 20_261_124)
    let found = (0..<runs).compactMap { _ in watch.regression(&generator) }
    let median = found.sorted().dropFirst(found.count / 2).first.map(String.init) ?? "-"
    print("\(watch): \(found.count) of \(runs) found, median minute \(median)")
    return found
  }
}
