/// One question to a program that stays in the sandbox between questions. It is started with the first one, and ends
/// by itself when nobody asks for half a minute, or when another tree or command is asked for.
public struct SandboxAsk: Sendable, Hashable, Codable {
  /// As ``SandboxSession`` gave it; the program outlives it, for sessions of the same tree.
  public var session: String
  /// The program and its arguments. It reads a question from each line of its standard input, and writes one line of
  /// JSON when it is ready and one for each question.
  public var command: [String]
  /// Added to the few variables that a sandbox has.
  public var environment: [String: String]
  /// Given to the program as changed files, to be undone by it afterwards; must apply exactly. Nil: none.
  public var diff: String?
  /// In words that the program knows; nil: only whether it is ready.
  public var question: JSONValue?
  /// What the answer may take; the program itself has the host's own limits.
  public var limits: SandboxLimits

  /// One question; `command` is not empty.
  public init(
    session: String, command: [String], environment: [String: String] = [:], diff: String? = nil,
    question: JSONValue? = nil, limits: SandboxLimits = SandboxLimits()
  ) {
    self.session = session
    self.command = command
    self.environment = environment
    self.diff = diff
    self.question = question
    self.limits = limits
  }
}
