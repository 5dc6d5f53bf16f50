extension YAMLNode {
  /// Where a path leads. A step is a key of a mapping, or the index of an item in digits from `0`, as in a JSON pointer.
  public struct Found: Sendable, Hashable {
    /// The last value on the path that exists: the one asked for when `isWhole`, else its nearest ancestor.
    public var node: YAMLNode
    /// Where its key stands, when it is the value of a mapping.
    public var keyMark: YAMLMark?
    /// Whether every step of the path exists.
    public var isWhole: Bool
  }

  /// The value at `path`, or nil where a step is missing.
  public func node(at path: some Sequence<String>) -> YAMLNode? {
    let found = find(path)
    return found.isWhole ? found.node : nil
  }

  /// Follows `path` as far as it exists, so that a message about something missing can point near it.
  public func find(_ path: some Sequence<String>) -> Found {
    var found = Found(node: self, keyMark: nil, isWhole: true)
    for step in path {
      switch found.node.content {
      case .mapping:
        guard let entry = found.node.entry(step) else { return found.ending }
        found = Found(node: entry.value, keyMark: entry.keyMark, isWhole: true)
      case .sequence(let items):
        guard let index = Int(step), items.indices.contains(index) else { return found.ending }
        found = Found(node: items[index], keyMark: nil, isWhole: true)
      case .scalar:
        return found.ending
      }
    }
    return found
  }
}

extension YAMLNode.Found {
  fileprivate var ending: Self { Self(node: node, keyMark: keyMark, isWhole: false) }
}
