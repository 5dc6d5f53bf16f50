import Healing
import Orchestration
import Watch

/// What is seen of the running services, second by second: the baselines and observations of the watch come from here.
/// It keeps ten minutes, in memory and in the store, so that a restart changes nothing.
actor ServicePulse: ObservationSource {
  private struct Observer {
    let watched: WatchedGeneration
    let slowerThan: Double?
    let countsRequests: Bool
    let continuation: AsyncStream<Observation>.Continuation
    var since = PulseSecond()
    var ticked: Timestamp

    /// Whether an event of this generation belongs to the watched one; where nobody knows it does.
    func sees(_ service: String, _ generation: Int64?) -> Bool {
      service == watched.incident.service && (generation == nil || generation == watched.rollout.generation)
    }
  }

  /// How long a second is kept.
  static let kept: Duration = .seconds(600)
  private let time: any TimeSource
  private let began: Timestamp
  private var seconds: [PulseBatch.Key: PulseSecond]
  private var known: [String: Set<ErrorClass>]
  private var observers: [Int: Observer] = [:]
  private var lastObserver = 0

  /// - Parameter before: what was seen before this host started.
  init(time: any TimeSource, before: PulseBatch) {
    self.time = time
    began = time.now()
    seconds = before.seconds
    known = before.kinds
  }

  /// What of a batch is to be stored. The errors of a new generation are not known ones: should it be taken back and
  /// another come, they count again.
  func kept(of batch: PulseBatch) -> PulseBatch {
    batch.withoutKinds(of: Set(observers.values.map(\.watched.incident.service)))
  }

  /// Takes what was stored of a batch, and tells the watch.
  func take(_ batch: PulseBatch) {
    for (service, kinds) in kept(of: batch).kinds { known[service, default: []].formUnion(kinds) }
    for (key, second) in batch.seconds {
      seconds[key, default: PulseSecond()].add(second)
      for (id, observer) in observers where observer.sees(key.service, key.generation) {
        observers[id]?.since.add(second)
      }
    }
    for signal in batch.signals {
      for observer in observers.values where observer.sees(signal.service, signal.generation) {
        observer.continuation.yield(signal.observation)
      }
    }
    forget()
  }

  private func forget() {
    guard seconds.count > 4 * Int(Self.kept.inSeconds) else { return }
    let oldest = (time.now() - Self.kept).nanoseconds / 1_000_000_000
    seconds = seconds.filter { $0.key.second >= oldest }
  }
}

extension ServicePulse {
  func baseline(_ watched: WatchedGeneration) async throws(StageFailure) -> Baseline {
    let (seen, bound) = before(watched)
    var tallies = seen.map { second in
      tally(second, of: watched, over: 1, slowerThan: bound, countsRequests: seen.contains { $0.requests > 0 })
    }
    // The window begins with the incident's first error, which must not count: it chose the window.
    if let first = tallies.firstIndex(where: { $0.errors > 0 }) { tallies[first].errors -= 1 }
    return Baseline(tallies, known: known[watched.incident.service] ?? [])
  }

  nonisolated func observations(
    _ watched: WatchedGeneration, against baseline: Baseline
  ) -> AsyncStream<Observation> {
    AsyncStream { continuation in
      let ticking = Task { await self.observe(watched, baseline, continuation) }
      continuation.onTermination = { _ in ticking.cancel() }
    }
  }

  private func observe(
    _ watched: WatchedGeneration, _ baseline: Baseline, _ continuation: AsyncStream<Observation>.Continuation
  ) async {
    lastObserver += 1
    let id = lastObserver
    let countsRequests = baseline.tallies.contains { ($0.exposure.requests ?? 0) > 0 }
    if watched.since < began { continuation.yield(.blind(began - watched.since)) }
    observers[id] = Observer(
      watched: watched, slowerThan: before(watched).bound, countsRequests: countsRequests, continuation: continuation,
      since: seen(watched.incident.service, from: watched.since, of: watched.rollout.generation),
      ticked: max(watched.since, began))
    while !Task.isCancelled {
      do { try await Task.sleep(for: .milliseconds(500)) } catch { break }  // Cancelled: nobody watches any more.
      tick(id)
    }
    observers[id] = nil
  }

  private func tick(_ id: Int) {
    guard var observer = observers[id] else { return }
    let now = time.now()
    let elapsed = (now - observer.ticked).inSeconds
    let counted = tally(
      observer.since, of: observer.watched, over: elapsed, slowerThan: observer.slowerThan,
      countsRequests: observer.countsRequests)
    observer.continuation.yield(.counted(counted))
    observer.since = PulseSecond()
    observer.ticked = now
    observers[id] = observer
  }

  /// The service from the incident's first error to the switch, and what is slow by its measure.
  private func before(_ watched: WatchedGeneration) -> (seconds: [PulseSecond], bound: Double?) {
    let last = watched.since.nanoseconds / 1_000_000_000
    let first = max(watched.incident.firstSeen.nanoseconds / 1_000_000_000, last - Int64(Self.kept.inSeconds))
    guard first <= last else { return ([], nil) }
    var found = [PulseSecond](repeating: PulseSecond(), count: Int(last - first) + 1)
    var all = PulseSecond()
    for (key, second) in seconds where key.service == watched.incident.service && key.generation != watched.rollout.generation {
      if key.second <= last { all.add(second) }
      if (first...last).contains(key.second) { found[Int(key.second - first)].add(second) }
    }
    return (found, all.durations.bound(of: 0.95))
  }

  private func seen(_ service: String, from start: Timestamp, of generation: Int64) -> PulseSecond {
    var total = PulseSecond()
    for (key, second) in seconds where key.service == service && key.second > start.nanoseconds / 1_000_000_000 {
      if key.generation == nil || key.generation == generation { total.add(second) }
    }
    return total
  }

  private func tally(
    _ second: PulseSecond, of watched: WatchedGeneration, over duration: Double, slowerThan bound: Double?,
    countsRequests: Bool
  ) -> Tally {
    let own = second.errors[watched.incident.fingerprint] ?? 0
    let timed = bound != nil && second.durations.total > 0
    return Tally(
      Exposure(requests: countsRequests ? second.requests : nil, seconds: duration), errors: own,
      otherErrors: second.errors.values.reduce(0, +) - own,
      slow: bound.flatMap { bound in timed || second.requests == 0 ? second.durations.above(bound) : nil })
  }
}
