/// How a command ended.
public struct SandboxResult: Sendable, Hashable, Codable {
  /// Why it ended.
  public enum Reason: String, Sendable, Hashable, Codable {
    case exit, signal, wall, cpu, memory, output
  }

  public var reason: Reason
  /// Exit status, or the signal's number.
  public var code: Int
  public var output: String
  public var errors: String
  public var wallMs: Double
  public var cpuMs: Double
  /// Path to content, of what was asked for and exists.
  public var files: [String: String]

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
