public import Healing
public import PluginHost

/// Something that happens in the host beside the courses of incidents.
public enum HostNews: Sendable {
  /// A service is served.
  case serving(service: String, generation: Int64, address: String)
  /// An incident was seen for the first time.
  case opened(Incident)
  /// A line of a plugin's log; the level is that of the contract.
  case plugin(level: UInt32, text: String, fields: [String: String])
  /// A stage that works on something for long says how far it is.
  case sign(service: String, of: String, JSONValue)
  /// Something happened to the generations of a plugin.
  case generation(GenerationNews)
  /// A new configuration counts, from the file of this path.
  case configured(String)
  /// Every monitor is loaded: what a service says from now on is heard.
  case watching
  /// Something that an operator should know.
  case warning(String)
}

extension HostNews {
  /// The same without the secrets that plugins were given.
  func under(_ veil: SecretVeil) -> HostNews {
    switch self {
    case .serving, .opened, .configured, .watching: return self
    case .plugin(let level, let text, let fields):
      return .plugin(level: level, text: veil.over(text), fields: fields.mapValues { veil.over($0) })
    case .sign(let service, let work, let said):
      // What cannot be written or read again is told as a text.
      let text = veil.over((try? JSON.text(said)) ?? "")
      return .sign(service: service, of: work, (try? JSON.decode(JSONValue.self, from: text)) ?? .string(text))
    case .generation(var news):
      news.text = veil.over(news.text)
      return .generation(news)
    case .warning(let text): return .warning(veil.over(text))
    }
  }
}
