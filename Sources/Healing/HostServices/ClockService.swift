/// `homeostasis.clock/1`: the host's time, which a test of the host may set.
public protocol ClockService: Sendable {
  /// Both clocks.
  func now(_ request: ClockNow) throws(StageFailure) -> ClockTime
}
