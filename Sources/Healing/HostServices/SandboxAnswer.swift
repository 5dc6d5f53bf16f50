/// What a program that stays in the sandbox said. It is as untrusted as the tests that it runs.
public struct SandboxAnswer: Sendable, Hashable, Codable {
  /// Its first line; nil: it ended, or took too long, before it wrote one.
  public var ready: JSONValue?
  /// Its answer; nil without a question, or when it gave none in time. Then it is started anew for the next question.
  public var answer: JSONValue?
  /// Why there is no answer, for a reader; nil when there is one.
  public var obstacle: String?

  /// An answer, or why there is none.
  public init(ready: JSONValue?, answer: JSONValue? = nil, obstacle: String? = nil) {
    self.ready = ready
    self.answer = answer
    self.obstacle = obstacle
  }
}
