/// A file before and after a patch.
public struct EditedFile: Sendable, Hashable {
  /// Relative to the service's root.
  public var path: String
  /// Nil: the patch makes the file.
  public var before: [UInt8]?
  /// Nil: the patch deletes it.
  public var after: [UInt8]?

  /// - Parameter path: relative to the root.
  public init(path: String, before: [UInt8]?, after: [UInt8]?) {
    self.path = path
    self.before = before
    self.after = after
  }

  /// By all of `after` at once: byte by byte it would take longer than making the change.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    after?.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
