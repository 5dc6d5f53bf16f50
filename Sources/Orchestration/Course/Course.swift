public import Healing

/// The way of one incident, as a pure machine: it takes an input and says what has to be stored and what is to be done
/// next. It knows no clock, no store and no stage, so that every line of it can be drawn and tested as text.
///
///     opened --admitted--> analyzing --diagnosed--> proposing --candidates--> verifying --accepted--> preparing
///       --prepared--> switching --switched--> watching --healed--> promoting --promoted--> ended(healed)
///
/// Every arrow is one ``Transition``, stored as a whole or not at all. What is to be done follows from the state alone,
/// so a course that is read again after `kill -9` goes on at the very line where it stopped.
public struct Course: Sendable, Hashable {
  /// The incident, with the number of this attempt.
  public private(set) var incident: Incident
  /// Where it stands, and what it needs to go on from there.
  public private(set) var position: Position
  /// Grows by one with every transition. The store refuses a transition from any other revision than its own.
  public private(set) var revision: Int64

  /// The course of an incident as it was stored; without a position, of one that is new.
  public init(_ incident: Incident, position: Position = Position(), revision: Int64 = 0) {
    self.incident = incident
    self.position = position
    self.revision = revision
    self.incident.attempt = position.attempt
  }

  /// Where it stands.
  public var state: State { position.state }

  /// How it ended; nil: it has not.
  public var outcome: Outcome? { if case .ended(let ending) = state { ending.outcome } else { nil } }

  /// Takes an input and moves on. The course has moved when this returns; who cannot store the transition must forget
  /// the course and read it again.
  ///
  /// - Precondition: the state can take this input. Nothing that a stage or a service says can break this; it would be
  ///   a mistake in the program.
  public mutating func receive(_ input: Input, at now: Timestamp) -> Transition {
    guard let step = state.step(on: input, of: incident, at: now) else {
      preconditionFailure("a course in state \(state) cannot take \(input)")
    }
    let before = self
    position.move(along: step, at: now)
    incident.attempt = position.attempt
    revision += 1
    return Transition(from: before, on: input, step, to: self)
  }

  /// Whether its state can take such an input, for inputs that come from people.
  public func accepts(_ input: Input, at now: Timestamp) -> Bool { state.step(on: input, of: incident, at: now) != nil }
}
