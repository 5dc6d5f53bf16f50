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
  /// Something happened to the generations of a plugin.
  case generation(GenerationNews)
  /// A new configuration counts, from the file of this path.
  case configured(String)
  /// Something that an operator should know.
  case warning(String)
}
