import Healing
import Intake
import LanguageKit
import LanguagePacks
import Synchronization
import SystemCalls
import TraceGrammar

/// The intake of one service, with what the host knows and a monitor does not: which generation wrote a log.
final class ServiceIntake: Sendable {
  private let service: String
  private let intake: Mutex<Intake>

  init(_ service: ServiceDescription, shelf: PackShelf) throws(StageFailure) {
    let tools = try LanguageTools(service.language, from: shelf)
    let root = service.root
    let frames = ProjectFrames(roots: [root], libraryPaths: tools.pack.libraryPaths) { Files.exists("\(root)/\($0)") }
    self.service = service.name
    intake = Mutex(
      Intake(services: [
        service.name: ServiceProfile(language: service.language, grammars: tools.traces, frames: frames)
      ]))
  }

  /// What the watch looks at, and the errors, each with its generation.
  func take(_ events: [Event], at now: Timestamp) -> IntakeResult {
    let known = events.map { event in
      var event = event
      if event.service.isEmpty { event.service = service }
      event.generation = event.generation ?? Self.generation(of: event.source)
      return event
    }
    return intake.withLock { $0.take(known, at: now) }
  }

  /// What went where since the start.
  var totals: IntakeCounts { intake.withLock { $0.totals } }

  /// A keeper writes what generation 7 says to `NAME.7.log`.
  private static func generation(of source: String) -> Int64? {
    let parts = Files.name(of: source).split(separator: ".")
    guard parts.count >= 3, let index = parts.lastIndex(of: "log"), index > 0 else { return nil }
    return Int64(parts[index - 1])
  }
}
