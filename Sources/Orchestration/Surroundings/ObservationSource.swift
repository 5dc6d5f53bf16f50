public import Healing
public import Watch

/// Where the watch gets its observations from: events and request metrics of the running service.
public protocol ObservationSource: Sendable {
  /// The service before `watched.since`. Asked once, before the switch, and stored with the course.
  func baseline(_ watched: WatchedGeneration) async throws(StageFailure) -> Baseline

  /// What is seen of the generation from `watched.since` on, also what was seen before this call: after a restart it is
  /// told again, and what nobody can tell again is told as blind time. Goes on until the consumer is cancelled; that it
  /// ends by itself means that nothing can be observed any more.
  ///
  /// - Parameter baseline: says what is slow, and which kinds of error are not new.
  func observations(_ watched: WatchedGeneration, against baseline: Baseline) -> AsyncStream<Observation>
}
