public import Healing

/// A stage that hands what it has learned over to the next generation of it. Conform beside one of the five kinds; the
/// host is told so.
public protocol StatefulStage: Stage {
  /// What is handed over: JSON, 16 MiB at the most.
  associatedtype State: Codable
  /// Names the form of the state, with a version that changes with it: `org.example.x.state/3`. State of another name is
  /// refused, and the host starts the new generation empty.
  static var stateSchema: String { get }
  /// Gives the state; after `drain`.
  mutating func save(_ call: StageCall) throws(StageFailure) -> State
  /// Takes the state of an older generation over; before `start`. Throw when it makes no sense: files are damaged, too.
  mutating func restore(_ state: State, _ call: StageCall) throws(StageFailure)
}
