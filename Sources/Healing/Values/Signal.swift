/// What kind of observation an event is.
public enum Signal: String, Sendable, Hashable, Codable, CaseIterable {
  case log, error, metric, health, exit
}
