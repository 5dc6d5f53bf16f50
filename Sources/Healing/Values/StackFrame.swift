/// One frame of a stack trace.
public struct StackFrame: Sendable, Hashable, Codable {
  /// The file as the runtime wrote it; relative to the service's root once `project` is true.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The function.
  public var symbol: String?
  /// The module, package or class.
  public var module: String?
  /// The source line that the trace shows.
  public var source: String?
  /// Whether the frame is the service's own code, and not a library's.
  public var project: Bool

  /// A frame; what the trace does not show is nil.
  public init(
    file: String, line: Int, symbol: String? = nil, module: String? = nil, source: String? = nil, project: Bool = false
  ) {
    self.file = file
    self.line = line
    self.symbol = symbol
    self.module = module
    self.source = source
    self.project = project
  }
}
