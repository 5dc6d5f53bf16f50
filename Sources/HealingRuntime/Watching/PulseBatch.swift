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

  /// What was not looked at for longer than this is told as if it had come within it, in seconds.
  private static let longestPeriod = 60.0

  private(set) var slices: [Key: PulseSlice] = [:]
  private(set) var kinds: [String: Set<ErrorClass>] = [:]
  private(set) var signals: [Signal] = []

  /// Reads what the monitors saw; `classified` are the errors among it.
  init(_ events: [Event], classified: [ClassifiedEvent]) {
    for event in events {
      switch event.signal {
      case .metric where event.message == "http.requests": add(requests: event)
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

  /// Requests are told together, now and then; they came evenly, as far as anybody knows.
  private mutating func add(requests event: Event) {
    var all = PulseSlice()
    all.requests = Int(clamping: Int64(exactly: (event.value ?? 0).rounded()) ?? 0)
    all.durations = DurationHistogram(event.attributes?["seconds"]) ?? DurationHistogram()
    let period = min(max(0, event.attributes?["period"]?.double ?? 0), Self.longestPeriod)
    let last = PulseSlice.number(event.at)
    let first = PulseSlice.number(event.at - .seconds(period))
    let count = Int(last - first) + 1
    for part in 0..<count {
      add(all.part(part, of: count), event, in: first + Int64(part))
    }
  }

  private mutating func add(_ slice: PulseSlice, _ event: Event, in number: Int64) {
    let key = Key(service: event.service, slice: number, generation: event.generation)
    slices[key, default: PulseSlice()].add(slice)
  }

  private mutating func add(_ error: ClassifiedEvent) {
    var slice = PulseSlice()
    slice.errors[error.fingerprint] = 1
    add(slice, error.event, in: PulseSlice.number(error.event.at))
    let innermost = error.frames.first(where: \.project)
    let kind = ErrorClass(
      type: error.exceptionType ?? error.event.type ?? "", file: innermost?.file, line: innermost?.line,
      symbol: innermost?.symbol)
    kinds[error.event.service, default: []].insert(kind)
    signals.append(
      Signal(service: error.event.service, generation: error.event.generation, observation: .raised(kind)))
  }
}
