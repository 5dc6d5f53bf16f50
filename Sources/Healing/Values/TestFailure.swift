/// One test that failed.
public struct TestFailure: Sendable, Hashable, Codable {
  /// As the test runner writes it; the whole command where it names none.
  public var test: String
  /// What the runner said, with the trace; untrusted, may span lines.
  public var message: String
  /// Where it failed, as the runner writes it; nil where it does not tell.
  public var file: String?
  /// From 1; nil where the runner does not tell.
  public var line: Int?

  /// A test that did not pass.
  public init(test: String, message: String, file: String? = nil, line: Int? = nil) {
    self.test = test
    self.message = message
    self.file = file
    self.line = line
  }
}
