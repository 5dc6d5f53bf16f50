internal import SyntaxTree

/// What the types of values may be, told by how they are written and used. Guesses with weights; never certain.
struct Types {
  private let file: ProjectFile
  private let pack: LanguagePack

  init(_ file: ProjectFile, _ pack: LanguagePack) {
    self.file = file
    self.pack = pack
  }

  /// What an expression is by its own form, its assignments, its annotation and its default.
  func own(_ node: SyntaxNode, depth: Int = 0) -> [String: Double] {
    var votes: [String: Double] = [:]
    for type in pack.types where type.kinds.contains(node.kind) { votes[type.name, default: 0] += 1 }
    if let callee = called(node) {
      for type in pack.types where type.calls.contains(callee) { votes[type.name, default: 0] += 1 }
    }
    for value in pack.values {
      if file.uses(value.query).contains(where: { $0["value"] == node }) { votes[value.type, default: 0] += 1 }
    }
    if votes.isEmpty, depth < 3, let left = node.child(field: "left"), let right = node.child(field: "right") {
      for (type, weight) in own(left, depth: depth + 1) { votes[type, default: 0] += weight * 0.8 }
      for (type, weight) in own(right, depth: depth + 1) { votes[type, default: 0] += weight * 0.8 }
    }
    guard votes.isEmpty, depth < 2, let function = node.enclosing(pack.syntax.functions.union(["module"])) else {
      return votes
    }
    for match in file.matches("assignments") {
      guard let left = match["left"], let right = match["right"], left.text == node.text, function.contains(left) else {
        continue
      }
      for (type, weight) in own(right, depth: depth + 1) { votes[type, default: 0] += weight * 0.8 }
    }
    for match in file.matches("parameters") where match["name"]?.text == node.text {
      guard let parameters = match["parameters"], function.contains(parameters) else { continue }
      if let annotation = match["type"]?.text { annotated(annotation).forEach { votes[$0, default: 0] += 1 } }
      if let value = match["default"] { own(value, depth: 2).forEach { votes[$0.key, default: 0] += $0.value } }
    }
    return votes
  }

  /// What an expression must be for what is done with it, itself or through the name it is assigned to.
  func used(_ node: SyntaxNode) -> [String: Double] {
    var votes = direct { $0 == node }
    if votes.isEmpty, node.namedChildren.isEmpty || node.child(field: "attribute") != nil,
      let function = node.enclosing(pack.syntax.functions.union(["module"]))
    {
      votes = direct { $0.text == node.text && function.contains($0) }
    }
    if votes.isEmpty, let name = assignedName(node),
      let function = node.enclosing(pack.syntax.functions.union(["module"]))
    {
      votes = direct {
        $0.text == name && function.contains($0) && $0.range.lowerBound >= node.range.lowerBound
      }
    }
    return votes.isEmpty ? passed(node) : votes
  }

  /// What the function that it is an argument of does with it.
  private func passed(_ node: SyntaxNode) -> [String: Double] {
    guard let arguments = node.parent, let call = arguments.parent, let callee = call.child(field: "function"),
      let place = arguments.namedChildren.firstIndex(of: node)
    else { return [:] }
    let name = callee.text.split(separator: ".").last.map(String.init)
    for match in file.matches("functions") where match["name"]?.text == name {
      guard let function = match["function"] else { continue }
      let parameters = file.matches("parameters").filter { $0["parameters"]?.parent == function }
      let names = parameters.compactMap { $0["name"] }.sorted { $0.range.lowerBound < $1.range.lowerBound }.map(\.text)
      let own = names.filter { $0 != "self" && $0 != "cls" }
      if place < own.count { return direct { $0.text == own[place] && function.contains($0) } }
    }
    return [:]
  }

  /// The types that an annotation allows.
  func annotated(_ annotation: String) -> [String] {
    let words = annotation.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }.map {
      String($0.split(separator: ".").last ?? $0)
    }
    // `Optional[str]`: what is inside counts as well; `List[str]` is a list.
    guard let first = words.first else { return [] }
    let relevant = ["Optional", "Union"].contains(first) || annotation.contains("|") ? words : [first]
    return relevant.flatMap { word in pack.types.filter { $0.annotations.contains(word) }.map(\.name) }
  }

  /// The name or attribute that the value of `node` is put into, directly.
  func assignedName(_ node: SyntaxNode) -> String? {
    file.matches("assignments").first { $0["right"] == node }?["left"]?.text
  }

  private func called(_ node: SyntaxNode) -> String? {
    file.matches("calls").first { $0["call"] == node }?["callee"]?.text
  }

  private func direct(_ isIt: (SyntaxNode) -> Bool) -> [String: Double] {
    var votes: [String: Double] = [:]
    for use in pack.uses {
      for match in file.uses(use.query) {
        if let value = match["value"], isIt(value) { votes[use.type, default: 0] += 1 }
      }
    }
    for match in file.matches("members") {
      guard let value = match["value"], let member = match["member"]?.text, isIt(value) else { continue }
      for type in pack.types where type.methods.contains(member) { votes[type.name, default: 0] += 1 }
    }
    return votes
  }
}
