import Healing
import IncidentStore
import Intake
import SystemCalls
import Watch

/// What one batch of a monitor says about the running generations: counts, which the store keeps with the batch's
/// cursor, and what the watch must be told at once.
struct PulseBatch: Sendable {
  /// Whose slice it is.
  struct Key: Hashable, Sendable {
    let service: String
    /// See ``PulseSlice/number(_:)``.
    let slice: Int64
    /// Nil: the monitor does not know it.
    let generation: Int64?
  }

  /// What cannot wait for the next count.
  struct Signal: Sendable {
    let service: String
    let generation: Int64?
    let observation: Observation
  }

  private(set) var slices: [Key: PulseSlice] = [:]
  private(set) var kinds: [String: Set<ErrorClass>] = [:]
  private(set) var signals: [Signal] = []

  /// Reads what the monitors saw; `classified` are the errors among it.
  init(_ events: [Event], classified: [ClassifiedEvent]) {
    for event in events {
      switch event.signal {
      case .metric where event.message == "http.requests": add(Self.requests(event), event)
      case .exit where event.severity >= .error:
        signals.append(
          Signal(service: event.service, generation: event.generation, observation: .exited(event.message)))
      default: break
      }
    }
    for error in classified { add(error) }
  }

  /// Reads what was stored.
  init(_ stored: Sightings) throws(StageFailure) {
    do {
      for row in stored.slices {
        let key = Key(service: row.service, slice: PulseSlice.number(row.at), generation: row.generation)
        slices[key, default: PulseSlice()].add(try JSON.decode(PulseSlice.self, from: row.body))
      }
      for row in stored.kinds {
        kinds[row.service, default: []].insert(try JSON.decode(ErrorClass.self, from: row.body))
      }
    } catch {
      throw StageFailure(
        .failed, code: "state.sightings", place: "the state's database",
        message: "what was seen of the services cannot be read: \(error)")
    }
  }

  /// For the store.
  var sightings: Sightings {
    do {
      return Sightings(
        slices: try slices.map {
          .init(
            service: $0.service, at: PulseSlice.start($0.slice), generation: $0.generation,
            body: Array(try JSON.bytes($1)))
        },
        kinds: try kinds.flatMap { service, kinds in
          try kinds.map { .init(service: service, body: Array(try JSON.bytes($0))) }
        })
    } catch {
      preconditionFailure("integers and texts cannot be written as JSON: \(error)")
    }
  }

  /// Leaves out the kinds of error of these services.
  func withoutKinds(of services: Set<String>) -> PulseBatch {
    var batch = self
    batch.kinds = kinds.filter { !services.contains($0.key) }
    return batch
  }

  private static func requests(_ event: Event) -> PulseSlice {
    var slice = PulseSlice()
    slice.requests = Int(clamping: Int64(exactly: (event.value ?? 0).rounded()) ?? 0)
    slice.durations = DurationHistogram(event.attributes?["seconds"]) ?? DurationHistogram()
    return slice
  }

  private mutating func add(_ slice: PulseSlice, _ event: Event) {
    let key = Key(service: event.service, slice: PulseSlice.number(event.at), generation: event.generation)
    slices[key, default: PulseSlice()].add(slice)
  }

  private mutating func add(_ error: ClassifiedEvent) {
    var slice = PulseSlice()
    slice.errors[error.fingerprint] = 1
    add(slice, error.event)
    let innermost = error.frames.first(where: \.project)
    let kind = ErrorClass(
      type: error.exceptionType ?? error.event.type ?? "", file: innermost?.file, line: innermost?.line,
      symbol: innermost?.symbol)
    kinds[error.event.service, default: []].insert(kind)
    signals.append(
      Signal(service: error.event.service, generation: error.event.generation, observation: .raised(kind)))
  }
}
