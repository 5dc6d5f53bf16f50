public import Healing

/// For which incidents a stage is asked. What is not given admits everything; what is given must all be met.
public struct StageCondition: Sendable, Hashable {
  /// The least severity.
  public var severity: Severity?
  /// Exception classes, each by its full name, by its last part, or with `*` for any characters. Empty: any.
  public var classes: [String]
  /// Files of the service, relative to its folder, where `*` stays within a folder and `**` does not. Empty: any.
  public var paths: [String]

  /// A condition; without arguments it admits everything.
  public init(severity: Severity? = nil, classes: [String] = [], paths: [String] = []) {
    self.severity = severity
    self.classes = classes
    self.paths = paths
  }

  /// Whether an incident of this severity, exception class and file is admitted. What is not known of the incident
  /// (nil) meets no condition about it.
  public func admits(severity: Severity?, type: String?, path: String?) -> Bool {
    if let least = self.severity {
      guard let severity, severity >= least else { return false }
    }
    if !classes.isEmpty {
      guard let type, classes.contains(where: { Self.names($0, type) }) else { return false }
    }
    if !paths.isEmpty {
      guard let path, paths.contains(where: { Glob($0, separator: "/").matches(path) }) else { return false }
    }
    return true
  }

  private static func names(_ pattern: String, _ type: String) -> Bool {
    let glob = Glob(pattern, separator: nil)
    if glob.matches(type) { return true }
    guard let dot = type.lastIndex(where: { ".:\\$".contains($0) }), !pattern.contains(".") else { return false }
    return glob.matches(String(type[type.index(after: dot)...]))
  }
}
