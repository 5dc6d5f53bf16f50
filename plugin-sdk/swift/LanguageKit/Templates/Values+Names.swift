internal import SyntaxTree

extension Values {
  /// Below this two names are not taken for each other.
  private static let nearEnough = 0.5

  func nearNames(_ wrong: String) -> [Value] {
    let names = Names(place.file, pack).visible(at: place.node)
    return near(wrong, names, 1) + unread() + near(wrong, Array(pack.builtins), 0.8) + suggested()
  }

  /// The names of the function that nothing reads: one of them was most likely meant.
  private func unread() -> [Value] {
    guard let function = place.function else { return [] }
    let read = function.descendants.filter { $0.namedChildren.isEmpty }.map(\.text)
    return Names(place.file, pack).bound(in: function).map(\.text).filter { name in
      name != "self" && name != "this" && read.filter { $0 == name }.count == 1
    }.map { Value($0, 0.9) }
  }

  /// What the runtime itself proposes.
  private func suggested() -> [Value] { bindings.texts["message.suggestion"].map { [Value($0, 1.1)] } ?? [] }

  private func near(_ wrong: String, _ names: some Sequence<String>, _ scale: Double) -> [Value] {
    names.compactMap { name in
      var nearness = Nearness.between(wrong, name)
      // Classes and values are rarely taken for each other.
      if wrong.first?.isUppercase != name.first?.isUppercase { nearness *= 0.6 }
      return nearness >= Self.nearEnough ? Value(name, nearness * scale) : nil
    }
  }

  /// The attributes of the class that the message names, else of the class around when the owner is its own object,
  /// else of every class of the project and of the language's own types.
  func nearAttributes(_ wrong: String, _ owner: String?) -> [Value] {
    var values = suggested()
    let named = bindings.texts["message.class"]
    for file in (try? place.project.sources()) ?? [place.file] where !file.isTest {
      for match in file.matches("attributes") {
        guard let name = match["name"] else { continue }
        // An object that is written out has no class.
        let className = name.enclosing(pack.syntax.classes).map { $0.child(field: "name")?.text }
        values += near(wrong, [name.text], className.map { $0 == named ? 1.05 : 0.6 } ?? 0.65)
      }
    }
    if let named, let type = pack.types.first(where: { $0.name == named }) {
      values += near(wrong, type.methods, 1.05)
    } else if named == nil {
      values += near(wrong, pack.types.flatMap(\.methods), 0.6)
    }
    if let module = bindings.texts["message.module"] { values += near(wrong, topNames(ofModule: module), 1) }
    return values
  }

  func nearKeys(_ wrong: String) -> [Value] {
    var values: [Value] = suggested()
    for file in (try? place.project.sources()) ?? [place.file] {
      let keys = file.matches("keys").compactMap { $0["key"].map { TemplateText.unquoted($0.text) } }
      values += near(wrong, keys, file === place.file ? 1 : 0.9)
    }
    return values
  }

  func nearParameters(_ wrong: String, _ callee: String) -> [Value] {
    var values: [Value] = suggested()
    for file in (try? place.project.sources()) ?? [place.file] where !file.isTest {
      for match in file.matches("parameters") {
        guard let name = match["name"], let function = name.enclosing(pack.syntax.functions) else { continue }
        let functionName = function.child(field: "name")?.text
        let className = function.enclosing(pack.syntax.classes)?.child(field: "name")?.text
        guard functionName == callee || className == callee else { continue }
        values += near(wrong, [name.text], 1)
      }
    }
    return values
  }

  /// Lines that bring a name, the project's own habit first.
  func imports(_ name: String) -> [Value] {
    var values: [Value] = []
    for file in (try? place.project.sources()) ?? [place.file] {
      for match in file.matches("imports") {
        guard let line = match["import"]?.text, !line.contains("\n"), bindsAlone(line, name) else { continue }
        values.append(Value(line, file === place.file ? 0.3 : 1))
      }
      guard !file.isTest, file !== place.file else { continue }
      if topNames(of: file).contains(name) { values.append(Value("from \(module(file.path)) import \(name)", 0.95)) }
      if module(file.path).split(separator: ".").last.map(String.init) == name {
        values.append(Value(importOfModule(file.path, name), 0.9))
      }
    }
    let used = place.file.matches("imports").compactMap { $0["import"]?.text }
    for (offset, line) in (pack.imports[name] ?? []).enumerated() {
      let start = line.prefix { $0 != "," }.split(separator: " ").dropLast().joined(separator: " ")
      let isUsed = used.contains { $0.hasPrefix(start + " ") }
      values.append(Value(line, isUsed ? 0.95 : 0.9 - 0.1 * Double(offset)))
    }
    // What is neither called nor asked for a member is seldom a function that is not imported.
    if let node = bindings.nodes["node"], name.first?.isLowercase == true,
      !["function", "object"].contains(node.field ?? "")
    {
      values = values.map { Value($0.text, $0.weight * 0.5) }
    }
    if pack.modules.contains(name) { values.append(Value("import \(name)", 0.92)) }
    return values
  }

  /// One text for all names of the file that nothing binds and some import would; none where it is only one name.
  func missingImports() -> [Value] {
    let bound = Set(place.file.matches("bindings").compactMap { $0["name"]?.text })
    var names: [String] = []
    for node in place.file.tree.root.descendants where node.kind == "identifier" && !names.contains(node.text) {
      if bound.contains(node.text) || pack.builtins.contains(node.text) || node.parent?.kind == "dotted_name" {
        continue
      }
      if let field = node.field, ["attribute", "name"].contains(field) { continue }
      names.append(node.text)
    }
    let lines = names.compactMap { name in imports(name).max { $0.weight < $1.weight }?.text }
    guard lines.count > 1, lines.count <= 6 else { return [] }
    return [Value(lines.joined(separator: place.file.text.lineEnding), 1)]
  }

  /// The names of the function that could stand for a node, those of its use nearest first.
  func variables(_ node: SyntaxNode) -> [Value] {
    guard let file = place.project.file(of: node) else { return [] }
    let names = Names(file, pack)
    var values: [Value] = []
    for scope in node.ancestors where pack.syntax.functions.contains(scope.kind) {
      for bound in names.bound(in: scope) where bound.text != node.text && bound.text != "self" {
        let near = Nearness.between(node.text, bound.text)
        // A name that nothing reads was most likely meant to stand here.
        let isUnread = scope.descendants.filter { $0.kind == bound.kind && $0.text == bound.text }.count == 1
        values.append(Value(bound.text, isUnread ? 1.3 : 0.5 + 0.4 * near))
      }
    }
    return values
  }

  /// The names bound in a function, the last first; its parameters come last.
  func locals(_ function: SyntaxNode) -> [Value] {
    guard let file = place.project.file(of: function) else { return [] }
    let bound = Names(file, pack).bound(in: function)
    let body = function.child(field: "body")
    let inner = bound.filter { body?.contains($0) ?? false }.map(\.text)
    let outer = bound.map(\.text).filter { !inner.contains($0) && $0 != "self" }
    let last = inner.last.map { [Value($0, 0.9)] } ?? []
    let first = inner.first.map { [Value($0, 1)] } ?? []
    return first + last + inner.map { Value($0, 0.7) } + outer.map { Value($0, 0.4) }
  }

  private func topNames(of file: ProjectFile) -> [String] {
    Names(file, pack).bound(in: file.tree.root).map(\.text).filter { !$0.hasPrefix("_") }
  }

  private func topNames(ofModule name: String) -> [String] {
    for file in (try? place.project.sources()) ?? []
    where module(file.path) == name || module(file.path).hasSuffix("." + name) {
      return topNames(of: file)
    }
    return []
  }

  /// Whether an import line binds just this name.
  private func bindsAlone(_ line: String, _ name: String) -> Bool {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
    guard words.last == name, !line.contains(",") else { return false }
    return words.first == "import" || words.dropLast().last == "import" || words.dropLast().last == "as"
  }

  /// How the other files of the project name the module of a path.
  private func module(_ path: String) -> String {
    var path = path
    for suffix in pack.extensions where path.hasSuffix(suffix) { path.removeLast(suffix.count) }
    if path.hasPrefix("src/") { path.removeFirst(4) }
    if path.hasSuffix("/__init__") { path.removeLast("/__init__".count) }
    return path.split(separator: "/").joined(separator: ".")
  }

  private func importOfModule(_ path: String, _ name: String) -> String {
    let parts = module(path).split(separator: ".")
    return parts.count > 1 ? "from \(parts.dropLast().joined(separator: ".")) import \(name)" : "import \(name)"
  }
}
