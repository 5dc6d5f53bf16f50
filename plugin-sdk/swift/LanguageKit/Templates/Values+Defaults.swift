internal import SyntaxTree

extension Values {
  /// What could stand for `node` where it has no value.
  func defaults(_ node: SyntaxNode) -> [Value] {
    guard let file = place.project.file(of: node) else { return [] }
    let types = Types(file, pack)
    var values = empties(types.used(node), scale: 0.9)
    values += siblings(node)
    // Where the value is what the function gives, the test's own expectation and the other returns tell.
    if node.enclosing(["return_statement"], within: pack.syntax.functions) != nil || isReturned(node, file) {
      values += place.expectations.values.map { Value($0, 0.85) }
      if let function = node.enclosing(pack.syntax.functions) { values += returned(function, file, except: node) }
    }
    values += place.expectations.values.map { Value($0, 0.5) }
    values += pack.types.map { Value($0.empty, $0.name == "none" ? 0.45 : 0.2) }
    return best(values)
  }

  /// What other places of the project give for the same key: as a default, or as the value in a literal.
  private func siblings(_ node: SyntaxNode) -> [Value] {
    guard let key = bindings.nodes["key"], pack.syntax.strings.contains(key.kind) else { return [] }
    let name = TemplateText.unquoted(key.text)
    var values: [Value] = []
    // What cannot be listed tells nothing; the other hints remain.
    for file in (try? place.project.sources()) ?? [] {
      for match in file.matches("defaults") where match["key"].map({ TemplateText.unquoted($0.text) }) == name {
        if let text = match["default"]?.text, !text.contains("\n") { values.append(Value(text, 1)) }
      }
      for match in file.matches("pairs") where match["key"].map({ TemplateText.unquoted($0.text) }) == name {
        if let value = match["value"] { values += empties(Types(file, pack).own(value), scale: 0.7) }
      }
    }
    return values
  }

  private func isReturned(_ node: SyntaxNode, _ file: ProjectFile) -> Bool {
    guard let name = Types(file, pack).assignedName(node), let function = node.enclosing(pack.syntax.functions) else {
      return false
    }
    return file.matches("returns").contains { function.contains($0["return"]!) && $0["value"]?.text == name }
  }

  /// The literals and the empty values of the types that a function returns.
  func returned(_ function: SyntaxNode, _ file: ProjectFile, except node: SyntaxNode? = nil) -> [Value] {
    var values: [Value] = []
    let types = Types(file, pack)
    for match in file.matches("returns") {
      guard let statement = match["return"], statement.enclosing(pack.syntax.functions) == function else { continue }
      guard let value = match["value"] else {
        values.append(Value(pack.type("none")?.empty ?? "", 0.6))
        continue
      }
      if let node, value.contains(node) { continue }
      if value.namedChildren.isEmpty, value.kind != "identifier" { values.append(Value(value.text, 0.8)) }
      values += empties(types.own(value), scale: 0.75)
    }
    if let annotation = function.child(field: "return_type")?.text {
      for name in types.annotated(annotation) {
        if let type = pack.type(name) { values.append(Value(type.empty, 0.7)) }
      }
    }
    return values
  }

  /// How the block around `node` can be left early.
  func exits(_ node: SyntaxNode) -> [Value] {
    var values: [Value] = []
    let syntax = pack.syntax
    if let loop = node.enclosing(syntax.loops, within: syntax.functions), isInBody(node, of: loop) {
      values.append(Value("continue", depends(node, on: loop) ? 0.95 : 0.4))
      values.append(Value("break", 0.3))
    }
    guard let file = place.project.file(of: node), let function = node.enclosing(syntax.functions) else { return values }
    let name = node.text.contains("\"") || node.text.contains("\n") ? "value" : node.text
    for exception in place.expectations.exceptions where place.knows(exception) {
      values.append(Value("raise \(exception)(\"invalid \(name)\")", 1.2))
    }
    let returned = returned(function, file)
    let isMaker = function.child(field: "name")?.text == "__init__" || function.descendants.contains { $0.kind == "yield" }
    if returned.isEmpty || isMaker {
      values.append(Value("return", 0.85))
      if isMaker { return best(values) }
    }
    values += place.expectations.values.map { Value("return \($0)", 0.9) }
    values += returned.map { Value("return \($0.text)", $0.weight) }
    values += pack.types.map { Value("return \($0.empty)", $0.name == "none" ? 0.4 : 0.15) }
    return best(values)
  }

  private func isInBody(_ node: SyntaxNode, of loop: SyntaxNode) -> Bool {
    loop.child(field: "body")?.contains(node) ?? false
  }

  /// Whether the value changes from round to round.
  private func depends(_ node: SyntaxNode, on loop: SyntaxNode) -> Bool {
    guard let file = place.project.file(of: node) else { return false }
    let roots = Set(node.descendants.filter { $0.kind == "identifier" }.map(\.text) + [node.rootName])
    return file.matches("bindings").contains { match in
      guard let name = match["name"] else { return false }
      return loop.contains(name) && roots.contains(name.text)
    }
  }
}
