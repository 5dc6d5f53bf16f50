import Glibc

/// How often random tests repeat, and from which seed, which is printed.
struct Repetitions {
  /// The full count in a soak, else the small one.
  let count: Int
  private var state: UInt64

  init(_ usual: Int, soak: Int) {
    count = Self.environment("HOMEOSTASIS_SOAK") == "1" ? soak : usual
    var seed = UInt64.random(in: 0...UInt64(UInt32.max))
    if let given = Self.environment("HOMEOSTASIS_SEED").flatMap({ UInt64($0) }) { seed = given }
    state = seed
    print("HOMEOSTASIS_SEED=\(seed)")
  }

  /// The next number of the sequence that the seed gives (splitmix64).
  mutating func next(below limit: UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return (mixed ^ (mixed >> 31)) % limit
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
