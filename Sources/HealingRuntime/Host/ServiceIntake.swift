import Healing
import Intake
import LanguageKit
import LanguagePacks
import SystemCalls
import TraceGrammar

/// The intake of one service, with what the host knows and a monitor does not: which generation wrote a log.
struct ServiceIntake: Sendable {
  private let intake: Intake

  init(_ service: ServiceDescription, shelf: PackShelf) throws(StageFailure) {
    let tools = try LanguageTools(service.language, from: shelf)
    let root = service.root
    intake = Intake(
      language: service.language, grammars: tools.traces,
      frames: ProjectFrames(roots: [root], libraryPaths: tools.pack.libraryPaths) { Files.exists("\(root)/\($0)") })
  }

  /// All events with their generation, and the errors among them classified.
  func classify(_ events: [Event]) -> ([Event], [ClassifiedEvent]) {
    let known = events.map { event in
      var event = event
      event.generation = event.generation ?? Self.generation(of: event.source)
      return event
    }
    return (known, intake.classify(known))
  }

  /// A keeper writes what generation 7 says to `NAME.7.log`.
  private static func generation(of source: String) -> Int64? {
    let parts = Files.name(of: source).split(separator: ".")
    guard parts.count >= 3, let index = parts.lastIndex(of: "log"), index > 0 else { return nil }
    return Int64(parts[index - 1])
  }
}
