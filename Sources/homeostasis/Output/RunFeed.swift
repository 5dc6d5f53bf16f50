import Healing
import HealingRuntime
import Orchestration
import PluginHost
import Synchronization

/// What a running host tells: a line for each thing that happens, for people or as JSON lines.
final class RunFeed: Sendable {
  private let json: Bool
  private let failure = Mutex(false)

  init(json: Bool) { self.json = json }

  var hasFailed: Bool { failure.withLock { $0 } }

  func failed(_ error: StageFailure) {
    failure.withLock { $0 = true }
    line("failed", "\(error)", [:])
  }

  func tell(_ news: HostNews) {
    switch news {
    case .serving(let service, let generation, let address):
      line("serving", "\(service) is served at \(address), generation \(generation)", ["service": .string(service)])
    case .opened(let incident):
      line(
        "incident", "\(incident.service): \(incident.title)",
        ["service": .string(incident.service), "incident": .string(incident.id)])
    case .plugin(let level, let text, let fields):
      if level >= 3 {
        line("plugin", "\(text) \(fields.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " "))", [:])
      }
    case .sign(let service, let work, let said):
      // A value that cannot be written says nothing.
      let words = (try? JSON.text(said)) ?? ""
      line("sign", "\(service): \(work): \(words.prefix(200))", ["service": .string(service), "of": .string(work)])
    case .generation(let news):
      line(
        "generation", "\(news.plugin) generation \(news.generation): \(news.text)",
        ["plugin": .string(news.plugin), "generation": .integer(Int64(news.generation))])
    case .configured(let path): line("configured", "the configuration \(path) counts from now on", [:])
    case .watching: line("ready", "watching; Ctrl-C ends it", [:])
    case .warning(let text): line("warning", text, [:])
    }
  }

  func tell(_ step: Progress) {
    guard let text = ProgressLine(step).text else { return }
    line("progress", text, ["service": .string(step.service), "incident": .string(step.incident)])
  }

  private func line(_ kind: String, _ text: String, _ fields: [String: JSONValue]) {
    let harmless = Terminal.harmless(text)
    guard json else { return Terminal.error("\(kind)  \(harmless)") }
    var members = fields
    members["kind"] = .string(kind)
    members["text"] = .string(harmless)
    // A line that cannot be written is told as it is.
    Terminal.line((try? JSON.text(JSONValue.object(members))) ?? harmless)
  }
}
