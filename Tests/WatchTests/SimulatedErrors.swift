import TestSupport

/// How errors arrive in a simulated service.
enum SimulatedErrors: CaseIterable {
  case independent
  /// Ten of one client, then none for a while.
  case inBursts

  func inOneMinute(_ mean: Double, _ generator: inout SeededGenerator) -> Int {
    switch self {
    case .independent: generator.poisson(mean)
    case .inBursts: generator.bursts(mean, size: 3)
    }
  }
}
