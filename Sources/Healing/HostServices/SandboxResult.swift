/// How a command ended.
public struct SandboxResult: Sendable, Hashable, Codable {
  /// Why it ended.
  public enum Reason: String, Sendable, Hashable, Codable {
    case exit, signal, wall, cpu, memory, output
  }

  /// A limit, or how the program itself ended.
  public var reason: Reason
  /// Exit status, or the signal's number.
  public var code: Int
  /// Standard output up to its limit; what is not UTF-8 is replaced.
  public var output: String
  /// Standard error, likewise.
  public var errors: String
  /// Milliseconds from start to end, the making of the copy included.
  public var wallMs: Double
  /// Milliseconds of processor time of the command and its children.
  public var cpuMs: Double
  /// Path to content, of what was asked for and exists.
  public var files: [String: String]

  /// A command that was run to its end or to a limit.
  public init(
    reason: Reason, code: Int, output: String, errors: String, wallMs: Double, cpuMs: Double, files: [String: String]
  ) {
    self.reason = reason
    self.code = code
    self.output = output
    self.errors = errors
    self.wallMs = wallMs
    self.cpuMs = cpuMs
    self.files = files
  }
}
