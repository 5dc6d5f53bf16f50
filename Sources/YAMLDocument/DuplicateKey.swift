/// A key that its mapping already had.
public struct DuplicateKey: Sendable, Hashable {
  /// The keys and indexes that lead to it; the last one is the key.
  public var path: [String]
  /// Where it stands the second time.
  public var mark: YAMLMark
  /// Where it stands first: that one counts.
  public var first: YAMLMark

  /// A key at two places.
  public init(path: [String], mark: YAMLMark, first: YAMLMark) {
    self.path = path
    self.mark = mark
    self.first = first
  }

  /// What is wrong and what to do.
  public var message: String { "this key was already given at line \(first.line): keep one of the two" }
}
