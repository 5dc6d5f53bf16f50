/// What the host itself found out about a patch; nothing of it is the patcher's word.
public struct PatchFacts: Sendable, Hashable, Codable {
  /// The files that it touches, relative to the service's root.
  public var paths: [String]
  /// Lines added and lines removed.
  public var lines: Int
  /// It hides the error instead of removing the cause.
  public var suppresses: Bool

  /// Makes facts.
  public init(paths: [String], lines: Int, suppresses: Bool) {
    self.paths = paths
    self.lines = lines
    self.suppresses = suppresses
  }
}
