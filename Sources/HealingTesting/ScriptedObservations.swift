public import Healing
public import Orchestration
public import Watch

/// Observations that a test has written down. After the last of them nothing more is seen, until the watch ends.
public struct ScriptedObservations: ObservationSource {
  /// One error a second in a minute before every switch.
  public static let baseline = Baseline(
    (0..<60).map { _ in Tally(Exposure(requests: 50, seconds: 1), errors: 1) },
    known: [ErrorClass(type: "KeyError", file: "shop/cart.py", symbol: "total")])

  private let script: @Sendable (WatchedGeneration) -> [Observation]

  /// Makes a source from what is seen of each generation.
  public init(_ script: @escaping @Sendable (WatchedGeneration) -> [Observation]) { self.script = script }

  /// Every generation is quiet: healed after half a minute.
  public static let quiet = ScriptedObservations { _ in
    Array(repeating: .counted(Tally(Exposure(requests: 50, seconds: 1))), count: 40)
  }

  /// As the protocol says.
  public func baseline(_ watched: WatchedGeneration) async throws(StageFailure) -> Baseline { Self.baseline }

  /// As the protocol says.
  public func observations(
    _ watched: WatchedGeneration, against baseline: Baseline
  ) -> AsyncStream<Observation> {
    AsyncStream { stream in
      for observation in script(watched) { stream.yield(observation) }
    }
  }
}
