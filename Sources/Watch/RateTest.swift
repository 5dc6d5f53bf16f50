import Glibc

/// Is a rate higher (or lower) than before? A Bayes factor, which unlike an ordinary test may be looked at as often as
/// one likes: the average likelihood of the count under a changed rate, over its likelihood under the old one.
///
/// The chance that it ever exceeds 20 without a change is at most 1 in 20 (Ville's inequality), and about 1 in 100 as
/// measured here: see the simulation in the tests.
struct RateTest {
  /// The changes that are averaged over.
  let ratios: [Double]
  /// The worst interval never counts, so that one hiccup does not convict.
  var forgivesOne = false

  static let higher = RateTest(ratios: [1.5, 2, 3, 5, 10])
  static let slower = RateTest(ratios: [1.5, 2, 3, 5, 10], forgivesOne: true)
  static let halved = RateTest(ratios: [1.0 / 2, 1.0 / 3, 1.0 / 5, 1.0 / 10])

  /// The evidence at which the change counts as shown.
  static let threshold = 20.0

  func shows(_ before: [Count], _ after: [Count]) -> Bool {
    bayesFactor(before, after) >= Self.threshold
  }

  /// 1 says nothing, more speaks for the change, less against it.
  func bayesFactor(_ before: [Count], _ after: [Count]) -> Double {
    let dispersion = Dispersion(before: before, after: after)
    let judged = forgivesOne || dispersion.isBursty ? withoutWorst(after) : after.sum
    let old = before.sum.divided(by: dispersion.factor)
    guard old.exposure > 0, judged.exposure > 0 else { return 1 }
    let seen = judged.divided(by: dispersion.factor)
    let same = NegativeBinomial(after: seen, before: old, ratio: 1).logLikelihood(seen.events)
    let changed = ratios.map { ratio in
      exp(NegativeBinomial(after: seen, before: old, ratio: ratio).logLikelihood(seen.events) - same)
    }
    return changed.reduce(0, +) / Double(ratios.count)
  }

  private func withoutWorst(_ counts: [Count]) -> Count {
    let rate = counts.sum.rate
    let worst = counts.max { $0.events - $0.expected(at: rate) < $1.events - $1.expected(at: rate) }
    return worst.map { counts.sum - $0 } ?? counts.sum
  }
}
