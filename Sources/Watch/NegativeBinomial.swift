import Glibc

/// What a count of events is expected to be, after another count of the same events has been seen.
///
/// A Poisson rate about which only `x0` events in exposure `t0` are known (with Jeffreys' prior) is gamma distributed
/// with shape `a = x0 + 1/2` and rate `t0`. A count in exposure `T`, at `r` times that rate, is then negative binomial
/// with shape `a` and `q = rT / (t0 + rT)`:
///
///     P(X) = Γ(X + a) / (Γ(a) X!) · q^X · (1 - q)^a
///
/// Source: Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.6, the Poisson model's predictive
/// distribution. The gamma function lets `X` be a count that was divided by its dispersion.
struct NegativeBinomial {
  let shape: Double
  let q: Double

  /// The count in `after`, when the rate is `ratio` times the rate that `before` speaks of.
  init(after: Count, before: Count, ratio: Double) {
    shape = before.events + 0.5
    q = ratio * after.exposure / (before.exposure + ratio * after.exposure)
  }

  func logLikelihood(_ events: Double) -> Double {
    logGamma(events + shape) - logGamma(shape) - logGamma(events + 1) + events * log(q) + shape * log1p(-q)
  }

  private func logGamma(_ value: Double) -> Double { lgamma(value).0 }
}
