import Healing
import IncidentStore
import PluginBridge
import PluginCheck
import SystemCalls

extension Commands {
  static let pluginRecord = CommandDescription(
    name: "record", summary: "make a golden test for a plugin out of a stored incident", operands: "INCIDENT",
    options: [
      OptionDescription(
        name: "--plugin", value: "LIBRARY", summary: "expect what this plugin says now (default: what is stored)"),
      OptionDescription(
        name: "--kind", value: "KIND", summary: "whose stored answer is expected (default: analyzer)",
        allowed: StoredAnswer.kinds),
      OptionDescription(
        name: "--out", value: "DIR",
        summary: "the folder that is made (default: incidents/ID, where `make check` looks)"),
      .config,
    ],
    examples: [
      "homeostasis plugin record 4f2a --config /etc/homeostasis/homeostasis.yaml",
      "homeostasis plugin record 4f2a --plugin stack-namer.so --out incidents/empty-cart",
    ]
  ) { invocation throws(CommandFailure) in
    let id = try invocation.operand("id of an incident")
    let plugin = invocation["--plugin"]
    if plugin != nil, invocation["--kind"] != nil {
      throw CommandFailure(.usage, "homeostasis plugin record: --kind is for what is stored, and not for --plugin")
    }
    let kind = invocation["--kind"] ?? (plugin == nil ? "analyzer" : nil)
    let store = try await invocation.store()
    let told = try await asked { () async throws(StoreFailure) in try await store.explain(id) }
    let stored = try await asked { () throws(StoreFailure) in try StoredAnswer(told, kind: kind) }
    let folder = invocation["--out"] ?? "incidents/\(told.incident.id.prefix(12))"
    if Files.exists(folder) {
      throw CommandFailure(.failed, "\(folder) is there already: remove it, or choose another with --out")
    }
    try await write(stored, expecting: plugin, kind, into: folder)
    Terminal.line("recorded \(folder): homeostasis plugin replay LIBRARY \(folder)")
    return .done
  }

  private static func write(
    _ stored: StoredAnswer, expecting plugin: String?, _ kind: String?, into folder: String
  ) async throws(CommandFailure) {
    let text: String
    var expected = stored.answer
    do throws(StageFailure) {
      text = try stored.recorded.text()
      if let plugin { expected = try await TriedPlugin(plugin).replay(stored.recorded, from: nil).answer }
    } catch {
      throw CommandFailure(error)
    }
    guard let expected else {
      throw CommandFailure(
        .notFound, "nothing that a \(kind ?? "plugin") said is stored of this incident: name yours with --plugin")
    }
    let answer = try pretty(expected)
    do throws(SystemError) {
      try Files.makeFolder(folder)
      try Files.replace("\(folder)/\(Recording.incidentName)", with: Array(text.utf8))
      try Files.replace("\(folder)/\(Recording.expectedName)", with: Array(answer.utf8))
    } catch {
      throw CommandFailure(error, doing: "the recording cannot be written")
    }
  }
}
