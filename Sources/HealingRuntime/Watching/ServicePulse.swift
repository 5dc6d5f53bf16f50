import Healing
import Orchestration
import Watch

/// What is seen of the running services, slice by slice: the baselines and observations of the watch come from here.
/// It keeps ten minutes, in memory and in the store, so that a restart changes nothing.
actor ServicePulse: ObservationSource {
  private struct Observer {
    let watched: WatchedGeneration
    let slowerThan: Double?
    let countsRequests: Bool
    let continuation: AsyncStream<Observation>.Continuation
    var since = PulseSlice()
    var ticked: Timestamp

    /// Whether an event of this generation belongs to the watched one; where nobody knows it does.
    func sees(_ service: String, _ generation: Int64?) -> Bool {
      service == watched.incident.service && (generation == nil || generation == watched.rollout.generation)
    }
  }

  /// How long a slice is kept.
  static let kept: Duration = .seconds(600)
  /// How often the watch is told.
  private static let pace: Duration = .milliseconds(500)
  /// How the time before a switch is cut where its speed is looked at.
  private static let usualPart: Duration = .seconds(1)
  private static let usualParts: Int64 = 60
  private static let slicesInPart = usualPart.nanoseconds / PulseSlice.length.nanoseconds
  private static let keptSlices = kept.nanoseconds / PulseSlice.length.nanoseconds
  private let time: any TimeSource
  private let began: Timestamp
  private var slices: [PulseBatch.Key: PulseSlice]
  private var known: [String: Set<ErrorClass>]
  private var observers: [Int: Observer] = [:]
  private var lastObserver = 0

  /// - Parameter before: what was seen before this host started.
  init(time: any TimeSource, before: PulseBatch) {
    self.time = time
    began = time.now()
    slices = before.slices
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
    for (key, slice) in batch.slices {
      slices[key, default: PulseSlice()].add(slice)
      for (id, observer) in observers where observer.sees(key.service, key.generation) {
        observers[id]?.since.add(slice)
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
    guard slices.count > 4 * Int(Self.keptSlices) else { return }
    let oldest = PulseSlice.number(time.now()) - Self.keptSlices
    slices = slices.filter { $0.key.slice >= oldest }
  }
}

extension ServicePulse {
  func baseline(_ watched: WatchedGeneration) async throws(StageFailure) -> Baseline {
    let before = before(watched)
    func tallies(_ slices: [PulseSlice], over length: Duration) -> [Tally] {
      slices.map { slice in
        tally(
          slice, of: watched, over: length.inSeconds, slowerThan: before.bound,
          countsRequests: slices.contains { $0.requests > 0 })
      }
    }
    return Baseline(
      tallies(before.slices, over: PulseSlice.length), usual: tallies(before.usual, over: Self.usualPart),
      known: known[watched.incident.service] ?? [])
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
      do { try await Task.sleep(for: Self.pace) } catch { break }  // Cancelled: nobody watches any more.
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
    observer.since = PulseSlice()
    observer.ticked = now
    observers[id] = observer
  }

  /// The service from the incident's first error to the switch, without the slice of that error, which chose the
  /// window; what is slow by the measure of all that is kept; and the last minute in longer parts.
  private func before(_ watched: WatchedGeneration) -> (slices: [PulseSlice], usual: [PulseSlice], bound: Double?) {
    let last = PulseSlice.number(watched.since)
    let first = max(PulseSlice.number(watched.incident.firstSeen) + 1, last - Self.keptSlices)
    var found = [PulseSlice](repeating: PulseSlice(), count: max(0, Int(last - first) + 1))
    var parts: [Int64: PulseSlice] = [:]
    var all = PulseSlice()
    for (key, slice) in slices
    where key.service == watched.incident.service && key.generation != watched.rollout.generation && key.slice <= last {
      all.add(slice)
      if key.slice >= first { found[Int(key.slice - first)].add(slice) }
      let part = (last - key.slice) / Self.slicesInPart
      if part < Self.usualParts { parts[part, default: PulseSlice()].add(slice) }
    }
    // Before the first one the service was not watched; later ones without a slice are a service without requests.
    let usual = parts.keys.max().map { (0...$0).reversed().map { parts[$0] ?? PulseSlice() } } ?? []
    return (found, usual, all.durations.bound(of: 0.95))
  }

  private func seen(_ service: String, from start: Timestamp, of generation: Int64) -> PulseSlice {
    var total = PulseSlice()
    for (key, slice) in slices where key.service == service && key.slice > PulseSlice.number(start) {
      if key.generation == nil || key.generation == generation { total.add(slice) }
    }
    return total
  }

  private func tally(
    _ slice: PulseSlice, of watched: WatchedGeneration, over duration: Double, slowerThan bound: Double?,
    countsRequests: Bool
  ) -> Tally {
    let own = slice.errors[watched.incident.fingerprint] ?? 0
    let timed = bound != nil && slice.durations.total > 0
    return Tally(
      Exposure(requests: countsRequests ? slice.requests : nil, seconds: duration), errors: own,
      otherErrors: slice.errors.values.reduce(0, +) - own,
      slow: bound.flatMap { bound in timed || slice.requests == 0 ? slice.durations.above(bound) : nil })
  }
}
