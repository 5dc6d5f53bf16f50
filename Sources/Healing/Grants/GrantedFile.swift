/// A file, or a folder with all below it, that a plugin may use.
public struct GrantedFile: Sendable, Hashable {
  /// Absolute.
  public var path: String
  /// Whether it may also be written.
  public var writes: Bool

  /// To be read, or also written.
  public init(path: String, writes: Bool = false) {
    self.path = path
    self.writes = writes
  }

  /// Whether `place`, an absolute path without `..`, is this file or lies below this folder.
  public func covers(_ place: String) -> Bool {
    place == path || place.hasPrefix(path.hasSuffix("/") ? path : path + "/")
  }
}
