/// How large a YAML text may be. The limits hold before memory is spent: a text of a few lines can otherwise stand for
/// billions of nodes through its aliases.
public struct YAMLLimits: Sendable, Hashable {
  /// Bytes of the text.
  public var bytes: Int
  /// Levels of nesting, counted with aliases put in place.
  public var depth: Int
  /// Nodes, counted with aliases put in place.
  public var nodes: Int

  /// Limits of your own.
  public init(bytes: Int, depth: Int, nodes: Int) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
  }

  /// Enough for every configuration and language pack: 1 MiB, 64 levels, 100,000 nodes.
  public static let standard = YAMLLimits(bytes: 1 << 20, depth: 64, nodes: 100_000)
}
