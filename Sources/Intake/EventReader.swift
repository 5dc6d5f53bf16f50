import Healing
import Synchronization
import TraceGrammar

/// Reads the events of one service.
final class EventReader: Sendable {
  private static let remembered = 512
  private static let longestRemembered = 16 * 1_024

  private let profile: ServiceProfile
  private let parser: TraceParser
  private let redaction: Redaction
  private let fingerprint = Fingerprint()
  /// Traces repeat, byte by byte; reading one costs a thousand times more than remembering it.
  private let memory = Mutex<[String: ReadTrace]>([:])

  /// What was read in a trace.
  private struct ReadTrace {
    var exceptions: [ThrownException]
    var cleanTrace: String
  }

  init(_ profile: ServiceProfile, _ redaction: Redaction) {
    self.profile = profile
    self.redaction = redaction
    parser = TraceParser(profile.grammars)
  }

  /// The event without its secrets.
  func clean(_ event: Event) -> Event { redaction.event(event) }

  func classify(_ event: Event) -> ClassifiedEvent {
    let read = self.read(event.trace ?? (event.message.contains("\n") ? event.message : ""))
    var rest = event
    rest.trace = nil
    var clean = redaction.event(rest)
    clean.trace = event.trace == nil ? nil : read.cleanTrace
    // Below the root cause may be libraries only; then what they led to in the service counts.
    let root = read.exceptions.first { $0.frames.contains(where: \.project) } ?? read.exceptions.first
    clean.type = root.map(\.type) ?? clean.type
    return ClassifiedEvent(
      event: clean, language: profile.language, fingerprint: fingerprint.of(root, clean),
      title: Title.of(root, clean), exceptionType: root?.type ?? clean.type, frames: root?.frames ?? [],
      exceptions: read.exceptions)
  }

  private func read(_ trace: String) -> ReadTrace {
    guard !trace.isEmpty else { return ReadTrace(exceptions: [], cleanTrace: "") }
    if let known = memory.withLock({ $0[trace] }) { return known }
    let raw = parser.exceptions(in: trace)
    let sources = Set(raw.flatMap(\.frames).compactMap(\.source))
    let marked = profile.frames?.mark(raw) ?? raw
    let clean = redaction.trace(trace, sources: sources)
    // Nothing is in the exceptions that is not in the text.
    let read = ReadTrace(exceptions: clean == trace ? marked : redaction.exceptions(marked), cleanTrace: clean)
    guard trace.utf8.count <= Self.longestRemembered else { return read }
    memory.withLock { memory in
      if memory.count >= Self.remembered { memory.removeAll(keepingCapacity: true) }
      memory[trace] = read
    }
    return read
  }
}
