/// One test that failed.
public struct TestFailure: Sendable, Hashable, Codable {
  public var test: String
  public var message: String
  public var file: String?
  public var line: Int?

  public init(test: String, message: String, file: String? = nil, line: Int? = nil) {
    self.test = test
    self.message = message
    self.file = file
    self.line = line
  }
}
