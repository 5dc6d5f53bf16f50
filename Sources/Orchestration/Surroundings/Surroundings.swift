/// Everything around a ``Healer``.
public struct Surroundings: Sendable {
  /// What is durable.
  public var ledger: any CourseLedger
  /// What the watch sees.
  public var observations: any ObservationSource
  /// What may be tested at all.
  public var gate: any CandidateGate
  /// The kill switch.
  public var hold: any HoldSwitch
  /// The clock.
  public var alarm: any Alarm

  /// Makes the surroundings, with the clock of the machine unless there is another.
  public init(
    ledger: any CourseLedger, observations: any ObservationSource, gate: any CandidateGate, hold: any HoldSwitch
  ) {
    self.ledger = ledger
    self.observations = observations
    self.gate = gate
    self.hold = hold
    alarm = SystemAlarm()
  }
}
