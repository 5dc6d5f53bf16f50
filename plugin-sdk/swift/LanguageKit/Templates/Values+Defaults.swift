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
      values += expected(file, 0.85)
      if let function = node.enclosing(pack.syntax.functions) { values += returned(function, file, except: node) }
    }
    values += expected(file, 0.5)
    values += fallbacks(node, file)
    return best(values + guesses(knowing: values))
  }

  /// What the failing test compares with.
  func expected(_ file: ProjectFile, _ scale: Double) -> [Value] {
    place.expectations.plausible(in: file, pack).map { Value($0.text, $0.weight * scale) }
  }

  /// The names that the function returns and that have a value before `node` already.
  private func results(_ function: SyntaxNode, _ file: ProjectFile, before node: SyntaxNode) -> [Value] {
    let bound = Names(file, pack).bound(in: function)
    let inLoop = node.enclosing(pack.syntax.loops, within: pack.syntax.functions) != nil
    return file.matches("returns").compactMap { match in
      guard let value = match["value"], function.contains(value), value.namedChildren.isEmpty,
        bound.contains(where: {
          // A name has no value yet in the statement that gives it one.
          $0.text == value.text && $0.range.upperBound <= node.range.lowerBound
            && $0.statement(pack.syntax) != node.statement(pack.syntax)
        }),
        value.text != node.text
      else { return nil }
      return Value(leaving(with: value.text), inLoop ? 0.5 : 0.92)
    }
  }

  /// What the function's own words or its callers' tests promise for the odd case.
  private func promised(_ function: SyntaxNode, _ file: ProjectFile) -> [Value] {
    var values: [Value] = []
    let none = pack.type("none")?.empty ?? ""
    if let words = function.child(field: "body")?.namedChildren.first, pack.syntax.documentation.contains(words.kind) {
      let text = words.text
      for type in pack.types where text.contains(" \(type.empty)") || text.contains("`\(type.empty)`") {
        values.append(Value(leaving(with: type.empty), 1))
      }
      for exception in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }).map(String.init)
      where exception.hasSuffix("Error") && place.knows(exception) {
        values.append(Value(raising(exception, "invalid value"), 0.9))
      }
    }
    if let name = function.child(field: "name")?.text, isTestedForNone(name, none) {
      values.append(Value(leaving(with: none), 1))
    }
    return values
  }

  /// Whether some caller asks whether the result is there.
  private func isTestedForNone(_ name: String, _ none: String) -> Bool {
    // What cannot be listed asks nothing.
    for file in (try? place.project.sources()) ?? [place.file] where !file.isTest {
      for match in file.matches("assignments") {
        guard let left = match["left"], let right = match["right"], right.text.contains("\(name)(") else { continue }
        let around = left.enclosing(pack.syntax.functions)?.text ?? ""
        if around.contains("\(left.text) is \(none)") || around.contains("\(left.text) is not \(none)")
          || around.contains("if not \(left.text)") || around.contains("if \(left.text):")
        {
          return true
        }
      }
    }
    return false
  }

  /// A parameter that is there for this very purpose.
  private func fallbacks(_ node: SyntaxNode, _ file: ProjectFile) -> [Value] {
    var names: [String] = []
    if let function = node.enclosing(pack.syntax.functions) {
      names = Names(file, pack).bound(in: function).map(\.text)
    }
    if let owner = node.enclosing(pack.syntax.classes) {
      let kept = file.matches("assignments").compactMap { $0["left"] }.filter {
        owner.contains($0) && $0.child(field: "attribute") != nil
      }
      names += kept.map(\.text)
    }
    names += Names(file, pack).bound(in: file.tree.root).map(\.text)
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted && Self.isFallback($0) }.map { Value($0, 1.15) }
  }

  private static func isFallback(_ name: String) -> Bool {
    let last = (name.split(separator: ".").last ?? "").lowercased()
    return ["default", "fallback", "otherwise", "missing", "placeholder"].contains {
      last == $0 || last.hasPrefix($0 + "_") && $0 != "missing"
    }
  }

  /// The language's null, and where nothing else is known, the usual empty values.
  private func guesses(knowing values: [Value]) -> [Value] {
    let none = pack.type("none").map { [Value($0.empty, 0.45)] } ?? []
    if values.contains(where: { $0.weight >= 0.7 }) { return none }
    // False passes for 0 nearly everywhere, and 0 is what is meant.
    let usual = ["int", "str", "list", "dict"].compactMap { pack.type($0) }.map { Value($0.empty, 0.3) }
    return none + usual + (pack.type("bool").map { [Value($0.empty, 0.28)] } ?? [])
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
      if value.namedChildren.isEmpty, !value.kind.hasSuffix("identifier") { values.append(Value(value.text, 0.8)) }
      values += empties(types.own(value), scale: 0.75)
    }
    if let annotation = pack.syntax.result?.type(of: function) ?? function.child(field: "return_type")?.text {
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
      values.append(Value("continue" + syntax.statementEnd, depends(node, on: loop) ? 0.95 : 0.4))
      values.append(Value("break" + syntax.statementEnd, 0.3))
    }
    guard let file = place.project.file(of: node), let function = node.enclosing(syntax.functions) else {
      return values
    }
    let name = node.text.contains("\"") || node.text.contains("\n") ? "value" : node.text
    for exception in place.expectations.exceptions where place.knows(exception) {
      values.append(Value(raising(exception, "invalid \(name)"), 1.2))
    }
    let returned = returned(function, file)
    if let result = pack.syntax.result { return best(values + leaving(function, result, returned, file, node)) }
    let isMaker =
      ["__init__", "constructor"].contains(function.child(field: "name")?.text)
      || function.descendants.contains { $0.kind == "yield" }
    if returned.isEmpty || isMaker {
      values.append(Value("return" + syntax.statementEnd, 0.85))
      if isMaker { return best(values) }
    }
    values += expected(file, 0.9).map { Value(leaving(with: $0.text), $0.weight) }
    values += promised(function, file)
    values += (returned + refusal(of: returned) + fallbacks(node, file)).map {
      Value(leaving(with: $0.text), $0.weight)
    }
    values += results(function, file, before: node)
    values += guesses(knowing: returned).map { Value(leaving(with: $0.text), $0.weight * 0.9) }
    return best(values)
  }

  /// A function that says yes says no to what it cannot look at.
  private func refusal(of returned: [Value]) -> [Value] {
    let (yes, no) = pack.syntax.truths
    guard pack.type("bool")?.empty == no, returned.contains(where: { $0.text == yes }) else { return [] }
    return [Value(no, 0.9)]
  }

  /// How a function with a declared type is left: only with what its type allows.
  private func leaving(
    _ function: SyntaxNode, _ result: PackResult, _ returned: [Value], _ file: ProjectFile, _ node: SyntaxNode
  ) -> [Value] {
    let type = result.type(of: function)
    if result.isNothing(type) { return [Value("return" + pack.syntax.statementEnd, 0.9)] }
    // What another return gives may be given here, when it needs nothing but names and literals.
    let others = returnedTexts(function).filter { value in
      !value.text.contains("(") && !value.text.contains(node.text) && value.text.contains(",")
    }.map { Value(leaving(with: $0.text), 0.8) }
    if type.hasPrefix("("), let empties = result.parts(type).map({ parts in parts.map { empty(of: $0, result) } }) {
      let known = empties.compactMap(\.self)
      let own = known.count == empties.count ? [Value(leaving(with: known.joined(separator: ", ")), 0.9)] : []
      return own + others
    }
    let none = pack.type("none")?.empty
    let known = Types(file, pack).annotated(type)
    let foreign = Set(pack.types.filter { !known.contains($0.name) }.map(\.empty))
      .subtracting(pack.types.filter { known.contains($0.name) }.map(\.empty))
    var values = returned.filter { $0.text != none } + expected(file, 0.9) + fallbacks(node, file)
    if let none, result.isNullable(type) { values.append(Value(none, known.isEmpty ? 0.85 : 0.55)) }
    values = values.filter { value in
      if value.text == none { return result.isNullable(type) }
      let isText = pack.syntax.strings.isEmpty ? false : value.text.hasPrefix("\"")
      if isText, !known.contains("str") { return false }
      if Double(value.text) != nil, !known.contains("int"), !known.contains("float") { return false }
      return !foreign.contains(value.text) || returned.contains { $0.text == value.text && $0.weight >= 0.8 }
    }
    return values.map { Value(leaving(with: $0.text), $0.weight) } + results(function, file, before: node)
  }

  /// What stands for nothing in a type: its empty value, or the language's null.
  private func empty(of type: String, _ result: PackResult) -> String? {
    let known = Types(place.file, pack).annotated(type)
    if !result.isNullable(type), let first = known.first { return pack.type(first)?.empty }
    return result.isNullable(type) ? pack.type("none")?.empty : nil
  }

  private func leaving(with value: String) -> String { "return \(value)\(pack.syntax.statementEnd)" }

  private func raising(_ exception: String, _ message: String) -> String {
    pack.syntax.raising.replacing("{exception}", with: exception).replacing("{message}", with: "\"\(message)\"")
      + pack.syntax.statementEnd
  }

  /// The expressions that a function returns.
  func returnedTexts(_ function: SyntaxNode) -> [Value] {
    guard let file = place.project.file(of: function) else { return [] }
    return file.matches("returns").compactMap { match in
      guard let value = match["value"], function.contains(value), value.lines.count == 1 else { return nil }
      return Value(value.text, 1)
    }
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
