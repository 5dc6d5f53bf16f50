/// The kill switch. It is looked at before every side effect, and must answer without the database.
public protocol HoldSwitch: Sendable {
  /// Why nothing may be done; nil: nothing is held.
  var reason: String? { get }

  /// Returns once nothing is held, at most a second later, or when the task is cancelled.
  func released() async
}
