/// Builds the tree of one document out of events, within limits. Depth is counted before each descent, so the
/// recursion is as deep as the limit and no deeper.
struct YAMLTreeBuilder {
  private let events: YAMLEventReader
  private let file: String
  private let limits: YAMLLimits
  private var anchors: [String: Built] = [:]
  private var open: Set<String> = []
  private var spent = 0
  private var trail: [String] = []
  private(set) var duplicates: [DuplicateKey] = []

  /// A subtree and what it costs to put it in place once more.
  private struct Built {
    var node: YAMLNode
    var nodes = 1
    var height = 1

    mutating func add(_ child: Built) {
      nodes += child.nodes
      height = max(height, child.height + 1)
    }
  }

  init(_ events: YAMLEventReader, file: String, limits: YAMLLimits) {
    self.events = events
    self.file = file
    self.limits = limits
  }

  /// The one document of the stream; an empty text is a null.
  mutating func document() throws(YAMLError) -> YAMLNode {
    _ = try events.next()
    guard case .documentStart = try events.next().kind else {
      return YAMLNode(.scalar(YAMLScalar(text: "", style: .plain)), mark: .start)
    }
    let root = try build(try events.next(), depth: 1)
    _ = try events.next()
    let after = try events.next()
    guard case .streamEnd = after.kind else {
      throw error(after.mark, "a second document begins here: a file holds one")
    }
    return root.node
  }

  private mutating func build(_ event: YAMLEvent, depth: Int) throws(YAMLError) -> Built {
    if case .alias(let name) = event.kind { return try expand(name, at: event.mark, depth: depth) }
    try spend(1, at: event.mark)
    guard depth <= limits.depth else { throw tooDeep(event.mark) }
    if let anchor = event.anchor { open.insert(anchor) }
    var built = try content(of: event, depth: depth)
    if let anchor = event.anchor {
      built.node.anchor = anchor
      open.remove(anchor)
      anchors[anchor] = built
    }
    return built
  }

  private mutating func content(of event: YAMLEvent, depth: Int) throws(YAMLError) -> Built {
    switch event.kind {
    case .scalar(let scalar, let tag):
      return Built(node: YAMLNode(.scalar(try tagged(scalar, tag, at: event.mark)), mark: event.mark))
    case .sequenceStart(let tag):
      try expect(tag, "seq", at: event.mark)
      return try sequence(from: event.mark, depth: depth)
    case .mappingStart(let tag):
      try expect(tag, "map", at: event.mark)
      return try mapping(from: event.mark, depth: depth)
    default:
      preconditionFailure("libyaml gave \(event.kind) where its grammar has a node")
    }
  }

  private mutating func sequence(from mark: YAMLMark, depth: Int) throws(YAMLError) -> Built {
    var items: [YAMLNode] = []
    var whole = Built(node: YAMLNode(.sequence([]), mark: mark))
    while true {
      let event = try events.next()
      if case .collectionEnd = event.kind { break }
      trail.append("\(items.count)")
      let item = try build(event, depth: depth + 1)
      trail.removeLast()
      whole.add(item)
      items.append(item.node)
    }
    whole.node.content = .sequence(items)
    return whole
  }

  private mutating func mapping(from mark: YAMLMark, depth: Int) throws(YAMLError) -> Built {
    var entries: [YAMLEntry] = []
    var places: [String: YAMLMark] = [:]
    var whole = Built(node: YAMLNode(.mapping([]), mark: mark))
    while true {
      let event = try events.next()
      if case .collectionEnd = event.kind { break }
      let key = try key(of: event, depth: depth + 1)
      trail.append(key)
      let value = try build(try events.next(), depth: depth + 1)
      whole.add(value)
      if let first = places[key] {
        duplicates.append(DuplicateKey(path: trail, mark: event.mark, first: first))
      } else {
        places[key] = event.mark
        entries.append(YAMLEntry(key: key, keyMark: event.mark, value: value.node))
      }
      trail.removeLast()
    }
    whole.node.content = .mapping(entries)
    return whole
  }

  private mutating func key(of event: YAMLEvent, depth: Int) throws(YAMLError) -> String {
    let node = try build(event, depth: depth).node
    guard let scalar = node.scalar else {
      throw error(event.mark, "a key must be one word or text, not a list or mapping")
    }
    if scalar.text.isEmpty && scalar.isPlain { throw error(event.mark, "a key is missing before the ':'") }
    return scalar.text
  }

  private mutating func expand(_ name: String, at mark: YAMLMark, depth: Int) throws(YAMLError) -> Built {
    guard !open.contains(name) else {
      throw error(mark, "*\(name) stands inside the value that &\(name) names: a value cannot hold itself")
    }
    guard let target = anchors[name] else {
      throw error(mark, "*\(name) has no anchor: write &\(name) before the value it stands for")
    }
    try spend(target.nodes, at: mark)
    guard depth + target.height - 1 <= limits.depth else { throw tooDeep(mark) }
    return target
  }

  private mutating func spend(_ count: Int, at mark: YAMLMark) throws(YAMLError) {
    spent += count
    guard spent <= limits.nodes else {
      throw error(mark, "with its aliases put in place the file has more than \(limits.nodes) values: refused here")
    }
  }

  private func tagged(_ scalar: YAMLScalar, _ tag: String?, at mark: YAMLMark) throws(YAMLError) -> YAMLScalar {
    guard let tag else { return scalar }
    guard tag.hasPrefix(Self.core), let kind = YAMLScalarKind(rawValue: String(tag.dropFirst(Self.core.count))) else {
      throw unknown(tag, mark)
    }
    let scalar = YAMLScalar(text: scalar.text, style: scalar.style, kind: kind)
    guard kind.admits(scalar.json) else {
      throw error(mark, "\"\(scalar.text)\" is not what the tag !!\(kind.rawValue) says")
    }
    return scalar
  }

  private func expect(_ tag: String?, _ name: String, at mark: YAMLMark) throws(YAMLError) {
    if let tag, tag != Self.core + name { throw unknown(tag, mark) }
  }

  private static let core = "tag:yaml.org,2002:"

  private func unknown(_ tag: String, _ mark: YAMLMark) -> YAMLError {
    error(mark, "the tag \(tag) has no meaning here: leave it out")
  }

  private func tooDeep(_ mark: YAMLMark) -> YAMLError { error(mark, "nested deeper than \(limits.depth) levels") }

  private func error(_ mark: YAMLMark, _ message: String) -> YAMLError {
    YAMLError(file: file, mark: mark, message: message)
  }
}
