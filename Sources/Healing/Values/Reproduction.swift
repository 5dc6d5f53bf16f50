/// What makes the failure happen again, in the sandbox, without the patch.
public struct Reproduction: Sendable, Hashable, Codable {
  /// How the failure is made to happen.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Tests named in `tests` fail under the service's test command.
    case test
    /// A request that the service, started in the sandbox, cannot answer.
    case request
    /// A command that exits with an error.
    case command
  }

  /// Which of the members below counts.
  public var kind: Kind
  /// The names of the failing tests as the test runner writes them; empty: the command as a whole.
  public var tests: [String]
  /// The request, for `request`; nil for the other kinds.
  public var request: FailingRequest?
  /// The command, run by `sh -c` in the root of a copy; nil: the service's test command.
  public var command: String?
  /// The exception's class that shows that it is this failure and no other.
  public var exception: String?

  /// Give what `kind` needs; the others are not looked at.
  public init(
    kind: Kind, tests: [String] = [], request: FailingRequest? = nil, command: String? = nil, exception: String? = nil
  ) {
    self.kind = kind
    self.tests = tests
    self.request = request
    self.command = command
    self.exception = exception
  }
}
