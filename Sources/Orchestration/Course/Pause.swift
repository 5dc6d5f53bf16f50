public import Healing

/// Why nothing is done for now.
public enum Pause: Sendable, Hashable, Codable {
  /// The kill switch is on.
  case held(String)
  /// Tried again at `until`; nil: as soon as something changes.
  case backingOff(String, until: Timestamp?)

  /// In words.
  public var reason: String {
    switch self {
    case .held(let reason), .backingOff(let reason, _): reason
    }
  }

  /// Nothing is done before this time.
  public var until: Timestamp? { if case .backingOff(_, let until) = self { until } else { nil } }
}

extension Pause: CustomStringConvertible {
  /// As it is drawn.
  public var description: String {
    switch self {
    case .held: "held"
    case .backingOff: "backing-off"
    }
  }
}
