import Healing
import Intake
import Patterns
import TraceGrammar
import YAMLDocument

/// A service in Python, with the grammar of the pack.
enum Services {
  static let grammar: TraceGrammar = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    do {
      let path = "/\(root)/Plugins/Languages/python/traces/traceback.yaml"
      return try TraceGrammar(try YAMLDocument(path: path).checked().json, place: path)
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  static func profile() throws -> ServiceProfile {
    let libraries = try [#"(^|/)site-packages/"#, #"(^|/)lib/python"#].map { try Pattern($0) }
    let frames = ProjectFrames(roots: ["/srv/shop"], libraryPaths: libraries) { _ in false }
    return ServiceProfile(language: "python", grammars: [grammar], frames: frames)
  }

  static func intake(limits: IntakeLimits = IntakeLimits()) throws -> Intake {
    Intake(services: ["shop": try profile()], ownSources: ["/var/lib/homeostasis", "/log/own.log"], limits: limits)
  }

  static let now = Timestamp(nanoseconds: 1_795_514_400_000_000_000)

  static func error(_ message: String, trace: String? = nil, service: String = "shop", id: String = "e") -> Event {
    var event = Event(
      id: id, at: now, service: service, source: "/log/shop.log", signal: .error, severity: .error, message: message)
    event.trace = trace
    return event
  }

  /// A trace through functions of the service, the last the innermost.
  static func trace(_ frames: [(file: String, line: Int, symbol: String)], _ exception: String) -> String {
    let lines = frames.map { "  File \"\($0.file)\", line \($0.line), in \($0.symbol)\n    return it\n" }
    return "Traceback (most recent call last):\n\(lines.joined())\(exception)"
  }
}
