/// One program to run.
public struct ExecRun: Sendable, Hashable, Codable {
  /// As the configuration names it, or its absolute path.
  public var program: String
  /// Without the program's own name.
  public var arguments: [String]
  /// Added to `PATH`, `HOME` and `LANG`.
  public var environment: [String: String]
  /// Absolute; nil: the service's root.
  public var directory: String?
  /// Given to it as its standard input.
  public var input: String?
  /// Milliseconds until it is ended; 0: until the call's deadline. At most 10 minutes.
  public var wallMs: Int64

  /// A program with its arguments; no shell unless it is the program.
  public init(
    program: String, arguments: [String] = [], environment: [String: String] = [:], directory: String? = nil,
    input: String? = nil, wallMs: Int64 = 0
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.input = input
    self.wallMs = wallMs
  }
}
