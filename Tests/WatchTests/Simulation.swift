import Glibc

/// Repetitions and seed: few in a normal run, in full where the environment asks for a soak.
enum Simulation {
  static let soaks = environment("HOMEOSTASIS_SOAK") == "1"
  static let seed = environment("HOMEOSTASIS_SEED").flatMap(UInt64.init) ?? 20_261_124

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
