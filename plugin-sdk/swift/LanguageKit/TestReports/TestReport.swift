public import Healing

/// What one run of a test command has shown.
public struct TestReport: Sendable, Hashable {
  /// Names of the tests that passed; empty where the runner tells only how many.
  public var passed: Set<String> = []
  /// How many passed.
  public var passedCount = 0
  /// With the stack trace of each in its message.
  public var failed: [TestFailure] = []
  public var skipped = 0
  /// Whether the command itself was content: it exited with status 0.
  public var succeeded: Bool
  /// Whether single tests are told apart; otherwise the command as a whole is the only test.
  public var namesTests = false
  /// Why the command was ended by a limit: `wall`, `memory`, ...
  public var cut: String?
  /// The end of what it wrote.
  public var log: String

  public init(succeeded: Bool, log: String) {
    self.succeeded = succeeded
    self.log = log
  }

  /// Names of the tests that failed.
  public var failedNames: Set<String> { Set(failed.map(\.test)) }
  /// How many tests ran.
  public var ran: Int { passedCount + failed.count }
}
