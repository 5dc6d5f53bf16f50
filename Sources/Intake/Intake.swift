public import Healing
import TraceGrammar

/// From what monitors observed to errors with a fingerprint: standardizes, classifies, takes out secrets, and counts.
///
/// It is pure but for its memory of current fingerprints. The host makes one for each monitor's stream of events, or one
/// for all, and gives it whole batches:
///
/// ```swift
/// let result = intake.take(batch.events, at: now)
/// let incidents = try await store.ingest(result.errors, cursor: batch.cursor)
/// ```
public struct Intake: Sendable {
  private let readers: [String: EventReader]
  private let ownSources: [String]
  private let limits: IntakeLimits
  private var troubles: TroubleTable
  /// What went where since the start.
  public private(set) var totals = IntakeCounts()

  /// Makes an intake.
  /// - Parameters:
  ///   - services: by their names in the configuration; events of others are counted and dropped.
  ///   - ownSources: files and folders that the host itself writes to; what is read there is never an event.
  public init(
    services: [String: ServiceProfile], ownSources: [String] = [], limits: IntakeLimits = IntakeLimits()
  ) {
    let redaction = Redaction()
    readers = services.mapValues { EventReader($0, redaction) }
    self.ownSources = ownSources
    self.limits = limits
    troubles = TroubleTable(limits)
  }

  /// Takes one batch.
  public mutating func take(_ events: [Event], at now: Timestamp) -> IntakeResult {
    var result = IntakeResult()
    var repetitions = Repetitions(limits)
    for event in events {
      result.counts.events += 1
      take(event, now, &result, &repetitions)
    }
    result.counts.slimmed = repetitions.slim(&result.errors)
    totals = totals + result.counts
    return result
  }

  private mutating func take(
    _ event: Event, _ now: Timestamp, _ result: inout IntakeResult, _ repetitions: inout Repetitions
  ) {
    guard !isOwn(event.source) else { return result.counts.own += 1 }
    guard let reader = readers[event.service] else { return result.counts.unmatched += 1 }
    let event = Standardization.event(event, at: now)
    if event.signal == .metric || event.signal == .health || event.signal == .exit {
      result.counts.observations += 1
      result.observations.append(reader.clean(event))
    }
    guard event.signal != .metric, event.severity >= .error else {
      if event.signal == .log || event.signal == .error { result.counts.plain += 1 }
      return
    }
    let classified = reader.classify(event)
    guard troubles.admit(classified.fingerprint, at: now) else { return result.counts.overflowed += 1 }
    result.counts.errors += 1
    repetitions.note(classified.fingerprint, at: result.errors.count)
    result.errors.append(classified)
  }

  private func isOwn(_ source: String) -> Bool {
    ownSources.contains { own in
      source == own || (source.hasPrefix(own) && (own.hasSuffix("/") || source.dropFirst(own.count).first == "/"))
    }
  }
}
