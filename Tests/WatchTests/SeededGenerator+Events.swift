import Glibc
import TestSupport

/// How often what happens at random happens.
extension SeededGenerator {
  mutating func unit() -> Double { Double.random(in: Double.leastNonzeroMagnitude..<1, using: &self) }

  /// Knuth's method, in parts small enough for `exp`.
  mutating func poisson(_ mean: Double) -> Int {
    var left = mean
    var count = 0
    while left > 0 {
      let part = min(left, 30)
      left -= part
      let floor = exp(-part)
      var product = unit()
      while product > floor {
        count += 1
        product *= unit()
      }
    }
    return count
  }

  /// Clusters at random, each of one event or more: variance over mean is `2 * size - 1`.
  mutating func bursts(_ mean: Double, size: Double) -> Int {
    (0..<poisson(mean / size)).reduce(0) { sum, _ in sum + 1 + Int(log(unit()) / log(1 - 1 / size)) }
  }
}
