import Testing

@testable import Watch

@Suite struct RateTestTests {
  private let hour = (0..<60).map { _ in Count(events: 1, exposure: 60) }

  @Test func theSameRateSpeaksAgainstAChange() {
    #expect(RateTest.higher.bayesFactor(hour, hour) < 0.1)
  }

  @Test func tenfoldIsShownAtOnce() {
    #expect(RateTest.higher.shows(hour, [Count(events: 10, exposure: 60)]))
  }

  /// A = 60 errors in an hour before, 8 in two minutes after, where two were to be expected: the average of five
  /// likelihood ratios (q_r / q_1)^8 ((1 - q_r) / (1 - q_1))^60.5, calculated apart.
  @Test func agreesWithAHandCalculation() {
    let after = [Count(events: 4, exposure: 60), Count(events: 4, exposure: 60)]
    let ratios = [1.5, 2, 3, 5, 10].map { ratio in
      let q = ratio * 120 / (3600 + ratio * 120)
      let old = 120.0 / 3720
      return power(q / old, 8) * power((1 - q) / (1 - old), 60) * ((1 - q) / (1 - old)).squareRoot()
    }
    let expected = ratios.reduce(0, +) / 5
    #expect(abs(RateTest.higher.bayesFactor(hour, after) - expected) < 1e-6 * expected)
  }

  @Test func noExposureSaysNothing() {
    #expect(RateTest.higher.bayesFactor(hour, []) == 1)
    #expect(RateTest.higher.bayesFactor(hour, [Count(events: 3, exposure: 0)]) == 1)
    #expect(RateTest.higher.bayesFactor([], hour) == 1)
  }

  @Test func oneBurstIsNotAChangeOfRate() {
    let bursts = (0..<60).map { Count(events: $0 % 20 == 0 ? 20 : 0, exposure: 60) }
    #expect(!RateTest.higher.shows(bursts, [Count(events: 20, exposure: 60)]))
    #expect(RateTest.higher.shows(hour, [Count(events: 20, exposure: 60)]))
  }

  @Test func oneSlowIntervalIsForgivenAndTwoAreNot() {
    let before = (0..<30).map { _ in Count(events: 2, exposure: 50) }
    let hiccup = [Count(events: 50, exposure: 50)] + (0..<9).map { _ in Count(events: 2, exposure: 50) }
    let lasting = (0..<10).map { _ in Count(events: 25, exposure: 50) }
    #expect(!RateTest.slower.shows(before, hiccup))
    #expect(RateTest.slower.shows(before, lasting))
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * base }
  }
}
