/// How much more unevenly than by chance events fall on their intervals: variance over mean, 1 for independent events.
///
/// Errors come in bursts: one broken client gives ten. Taken as independent, they raise false alarms in up to 40% of
/// watches. So counts are divided by their dispersion first, as is usual for overdispersed counts (McCullagh and
/// Nelder, Generalized Linear Models, section 6.2.3: Pearson's chi-square over its degrees of freedom), and by one
/// standard error more, since the estimate from few intervals is too low as often as too high.
struct Dispersion {
  /// Never below 1.
  let factor: Double
  /// More uneven than chance alone would often be.
  let isBursty: Bool

  /// Before and after are each compared with their own rate: a change between them is no dispersion.
  init(before: [Count], after: [Count]) {
    let spread = [before, after].map(Self.chiSquare).reduce((chi: 0, degrees: 0)) {
      ($0.chi + $1.chi, $0.degrees + $1.degrees)
    }
    guard spread.degrees > 0 else {
      factor = 1
      isBursty = false
      return
    }
    let estimate = spread.chi / spread.degrees
    let error = (2 / spread.degrees).squareRoot()
    factor = max(1, estimate * (1 + error))
    isBursty = estimate > 1 + error
  }

  private static func chiSquare(_ counts: [Count]) -> (chi: Double, degrees: Double) {
    let seen = counts.filter { $0.exposure > 0 }
    let rate = seen.sum.rate
    guard seen.count > 1, rate > 0 else { return (0, 0) }
    let chi = seen.reduce(0.0) { sum, count in
      let expected = count.expected(at: rate)
      return sum + (count.events - expected) * (count.events - expected) / expected
    }
    return (chi, Double(seen.count - 1))
  }
}
