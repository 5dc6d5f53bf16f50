import Glibc

/// How much of a long check is run: a seeded sample, or with `HOMEOSTASIS_SOAK=1` all of it.
public enum Soak {
  /// Whether everything is to be run.
  public static let isOn = environment("HOMEOSTASIS_SOAK") == "1"

  /// `HOMEOSTASIS_SEED`; nil where none is given.
  public static let givenSeed: UInt64? = environment("HOMEOSTASIS_SEED").flatMap { UInt64($0) }

  /// The seed that is given, or another one each time; printed, so that a failure can be had again.
  public static let seed: UInt64 = {
    let seed = givenSeed ?? UInt64.random(in: 0..<1_000_000)
    print("HOMEOSTASIS_SEED=\(seed)")
    return seed
  }()

  /// How often something is tried; printed, so that the soak can write it down.
  /// - Parameter what: in the plural.
  public static func count(_ what: String, usual: Int, full: Int) -> Int {
    let count = isOn ? full : usual
    print("soak count: \(count) \(what)")
    return count
  }

  /// `count` of `all` in their order, chosen by the seed; in the soak all.
  public static func sample<Value>(of all: [Value], count: Int) -> [Value] {
    if isOn { print("soak count: all \(all.count) of a list") }
    if isOn || count >= all.count { return all }
    var chance = SeededGenerator(seed)
    return all.indices.shuffled(using: &chance).prefix(count).sorted().map { all[$0] }
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// SplitMix64: the same numbers for the same seed.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts at a seed.
  public init(_ seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
