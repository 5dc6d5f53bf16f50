public import Healing
public import TraceGrammar

/// From what monitors report to events that are classified, redacted and fingerprinted.
public struct Intake: Sendable {
  private let parser: TraceParser
  private let frames: ProjectFrames
  private let language: String
  private let redaction = Redaction()

  /// - Parameters:
  ///   - grammars: how the traces of the service's language look.
  ///   - frames: tells the service's own code from that of libraries.
  public init(language: String, grammars: [TraceGrammar], frames: ProjectFrames) {
    self.language = language
    parser = TraceParser(grammars)
    self.frames = frames
  }

  /// The errors among the events, each with its fingerprint. What is no error is left out.
  public func classify(_ events: [Event]) -> [ClassifiedEvent] { events.compactMap(classify) }

  private func classify(_ event: Event) -> ClassifiedEvent? {
    let isError = event.signal == .error || event.signal == .exit || event.severity >= .error
    guard isError, event.signal != .metric else { return nil }
    let event = redaction.redacted(event)
    let exceptions = frames.mark(parser.exceptions(in: event.trace ?? event.message))
    let root = exceptions.first { $0.frames.contains(where: \.project) } ?? exceptions.last
    let type = root?.type ?? event.type
    return ClassifiedEvent(
      event: event, language: language, fingerprint: Fingerprint.of(event, root),
      title: Self.title(type, root?.message ?? event.message), exceptionType: type, frames: root?.frames ?? [],
      exceptions: exceptions)
  }

  private static func title(_ type: String?, _ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return String([type, line.isEmpty ? nil : line].compactMap { $0 }.joined(separator: ": ").prefix(200))
  }
}
