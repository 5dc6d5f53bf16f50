import Glibc

/// By how much a rate has fallen, when no event was seen any more.
///
/// None seen where 3 were expected excludes the old rate at 95%: the rule of three (Hanley and Lippman-Hand, "If
/// nothing goes wrong, is everything all right?", JAMA 1983). So 6 expected show that it fell by half, 30 that it fell
/// by 90%. How well the old rate is known counts, too: with shape `a = x0 + 1/2`, none seen at `r` times the old rate
/// has the probability `(t0 / (t0 + rT))^a`, and `r` is what makes this 5%. For a large `x0` that is the rule of three.
struct Drop {
  static let confidence = 0.95

  /// Events that the old rate would have given.
  let expected: Double
  /// 0: nothing is shown; 0.9: at least nine in ten are gone.
  let shown: Double

  init(before: [Count], after: [Count]) {
    let dispersion = Dispersion(before: before, after: after)
    let old = before.sum
    let new = after.sum
    expected = new.expected(at: old.rate)
    guard new.events == 0, old.exposure > 0, new.exposure > 0 else {
      shown = 0
      return
    }
    let shape = old.events / dispersion.factor + 0.5
    let ratio = old.exposure / new.exposure * expm1(-log(1 - Self.confidence) / shape)
    shown = max(0, 1 - ratio)
  }
}
