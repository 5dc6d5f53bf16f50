import Glibc

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

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
