import Testing

@testable import Learning

@Suite struct BetaCountTests {
  @Test func withoutObservationsThePriorStands() {
    #expect(BetaCount().mean(prior: 0.7) == 0.7)
  }

  @Test func fourObservationsWeighAsMuchAsThePrior() {
    #expect(BetaCount(successes: 4).mean(prior: 0.5) == 0.75)
    #expect(BetaCount(failures: 4).mean(prior: 0.5) == 0.25)
  }

  @Test func ninetyDaysHalveIt() {
    let aged = BetaCount(successes: 8, failures: 2).aged(by: BetaCount.halfLife)
    #expect(aged == BetaCount(successes: 4, failures: 1))
    #expect(BetaCount(successes: 8).aged(by: .seconds(-5)) == BetaCount(successes: 8))
  }
}
