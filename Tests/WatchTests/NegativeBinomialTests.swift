import Glibc
import Testing

@testable import Watch

@Suite struct NegativeBinomialTests {
  @Test func allCountsTogetherAreCertain() {
    let model = NegativeBinomial(
      after: Count(events: 0, exposure: 20), before: Count(events: 7, exposure: 60), ratio: 2)
    let sum = (0..<500).reduce(0.0) { $0 + exp(model.logLikelihood(Double($1))) }
    #expect(abs(sum - 1) < 1e-9)
  }

  @Test func itsMeanIsTheOldRateInTheNewExposure() {
    let model = NegativeBinomial(
      after: Count(events: 0, exposure: 30), before: Count(events: 9.5, exposure: 60), ratio: 3)
    let mean = (0..<500).reduce(0.0) { $0 + Double($1) * exp(model.logLikelihood(Double($1))) }
    #expect(abs(mean - 3 * 10.0 / 60 * 30) < 1e-6)
  }

  /// Worked by hand: a = 1/2, q = 1/2, so P(0) = sqrt(1/2) and P(1) = P(0) / 4.
  @Test func agreesWithAHandCalculation() {
    let model = NegativeBinomial(after: Count(events: 0, exposure: 1), before: Count(events: 0, exposure: 1), ratio: 1)
    #expect(abs(exp(model.logLikelihood(0)) - 0.5.squareRoot()) < 1e-12)
    #expect(abs(exp(model.logLikelihood(1)) - 0.5.squareRoot() / 4) < 1e-12)
  }
}
