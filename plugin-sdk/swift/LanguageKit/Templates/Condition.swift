internal import Patterns
internal import SyntaxTree

/// Something that must be so for a template to apply.
struct Condition: Sendable {
  indirect enum Test: Sendable {
    case equal(TemplateText, TemplateText)
    case match(TemplateText, Pattern)
    /// The kind of the node, or `kind.field` for the kind of its parent and the field in it.
    case kind(String, Set<String>)
    case parent(String, Set<String>)
    /// Some node around it, before its function ends, is of a kind.
    case inside(String, Set<String>)
    case has(String, Set<String>)
    case steady(String)
    case visible(TemplateText)
    case standardModule(TemplateText)
    case typed(String, Set<String>)
    case before(String, String)
    case within(String, String)
    /// The second is the first, or a name that the value of the first was put into.
    case origin(String, String)
    case last(String)
    case atFault(String)
    case captured(String)
    case documented(String)
    case known(TemplateText)
  }

  let test: Test
  let negated: Bool

  /// One mapping with one key: `equal: [a, b]`, `not-equal: [a, b]`.
  static func read(_ value: PackValue) throws(PackFailure) -> [Condition] {
    var conditions: [Condition] = []
    for (key, operand) in try value.members() {
      let negated = key.hasPrefix("not-")
      let test = try test(negated ? String(key.dropFirst(4)) : key, operand)
      conditions.append(Condition(test: test, negated: negated))
    }
    return conditions
  }

  private static func test(_ name: String, _ value: PackValue) throws(PackFailure) -> Test {
    let items = value.items()
    func item(_ index: Int) throws(PackFailure) -> PackValue {
      guard index < items.count else { throw value.fail("`\(name)` needs \(index + 1) operands") }
      return items[index]
    }
    func capture() throws(PackFailure) -> String { try item(0).text() }
    func kinds() throws(PackFailure) -> Set<String> {
      _ = try item(1)
      var kinds: Set<String> = []
      for item in items.dropFirst() { kinds.formUnion(try item.texts()) }
      return kinds
    }
    switch name {
    case "equal": return .equal(try TemplateText(try item(0)), try TemplateText(try item(1)))
    case "match": return .match(try TemplateText(try item(0)), try item(1).pattern())
    case "kind": return .kind(try capture(), try kinds())
    case "parent": return .parent(try capture(), try kinds())
    case "inside": return .inside(try capture(), try kinds())
    case "has": return .has(try capture(), try kinds())
    case "steady": return .steady(try capture())
    case "visible": return .visible(try TemplateText(try item(0)))
    case "standard-module": return .standardModule(try TemplateText(try item(0)))
    case "typed": return .typed(try capture(), try kinds())
    case "before": return .before(try capture(), try item(1).text())
    case "within": return .within(try capture(), try item(1).text())
    case "origin": return .origin(try capture(), try item(1).text())
    case "last": return .last(try capture())
    case "at-fault": return .atFault(try capture())
    case "captured": return .captured(try capture())
    case "documented": return .documented(try capture())
    case "known": return .known(try TemplateText(try item(0)))
    default:
      throw value.fail("there is no condition `\(name)`")
    }
  }

  /// Whether it holds. A capture that there is none of makes every test false.
  func holds(_ bindings: Bindings, _ place: FaultPlace) -> Bool { passes(bindings, place) != negated }

  private func passes(_ bindings: Bindings, _ place: FaultPlace) -> Bool {
    let pack = place.project.pack
    func filled(_ text: TemplateText) -> String? { text.filled(bindings, pack) }
    func node(_ name: String) -> SyntaxNode? { bindings.nodes[name] }
    switch test {
    case .equal(let left, let right): return filled(left) != nil && filled(left) == filled(right)
    case .match(let text, let pattern): return filled(text).map { pattern.matches($0) } ?? false
    case .kind(let name, let kinds): return node(name).map { kinds.contains($0.kind) } ?? false
    case .parent(let name, let kinds):
      guard let it = node(name), let parent = it.parent else { return false }
      return kinds.contains(parent.kind) || it.field.map { kinds.contains("\(parent.kind).\($0)") } ?? false
    case .inside(let name, let kinds):
      return node(name)?.enclosing(kinds, within: pack.syntax.functions) != nil
    case .has(let name, let kinds): return node(name)?.descendants.contains { kinds.contains($0.kind) } ?? false
    case .steady(let name): return node(name)?.isSteady(pack.syntax) ?? false
    case .visible(let text): return filled(text).map { place.knows($0) } ?? false
    case .standardModule(let text): return filled(text).map { pack.modules.contains($0) } ?? false
    case .typed(let name, let types):
      guard let it = node(name), let file = place.project.file(of: it) else { return false }
      return !Set(Types(file, pack).own(it).keys).isDisjoint(with: types)
    case .before(let first, let second):
      guard let first = node(first), let second = node(second), first.tree === second.tree else { return false }
      return first.range.upperBound <= second.range.lowerBound
    case .within(let inner, let outer):
      guard let inner = node(inner), let outer = node(outer) else { return false }
      return outer.contains(inner)
    case .origin(let maker, let value):
      guard let maker = node(maker), let value = node(value), let file = place.project.file(of: maker) else {
        return false
      }
      return maker == value || Types(file, pack).assignedName(maker) == value.text
    case .last(let name):
      guard let statement = node(name)?.statement(pack.syntax) else { return false }
      return statement.nextSibling == nil
    case .atFault(let name): return node(name).map { $0.tree === place.file.tree && $0.touches(place.lines) } ?? false
    case .captured(let name): return node(name) != nil
    case .documented(let name): return node(name).map { pack.syntax.documentation.contains($0.kind) } ?? false
    case .known(let text): return filled(text) != nil
    }
  }
}
