internal import SyntaxTree

extension Values {
  /// String literals of the failing test that the node is not, in the node's own way of quoting.
  func testedTexts(_ node: SyntaxNode) -> [Value] {
    let own = TemplateText.unquoted(node.text)
    return place.expectations.texts.enumerated().compactMap { offset, text in
      let plain = TemplateText.unquoted(text)
      guard plain != own, plain != text, plain.utf8.count <= 24 else { return nil }
      return Value(requoted(plain, like: node), 1 - 0.03 * Double(offset))
    }
  }

  /// Numbers of the failing test, those that it compares with first.
  func testedNumbers(_ node: SyntaxNode) -> [Value] {
    let expected = Set(place.expectations.values)
    return place.expectations.numbers.filter { $0 != node.text }.map { Value($0, expected.contains($0) ? 1 : 0.8) }
  }

  /// String literals that are spelt much like the node: of its file, and of the failing test.
  func nearTexts(_ node: SyntaxNode) -> [Value] {
    guard let file = place.project.file(of: node) else { return [] }
    let own = TemplateText.unquoted(node.text)
    guard own.utf8.count <= 40, !own.contains("\n") else { return [] }
    let literals = file.tree.root.descendants.filter {
      pack.syntax.strings.contains($0.kind) && $0.text.utf8.count <= 44
    }
    let texts = literals.map(\.text) + place.expectations.texts
    return Set(texts.map(TemplateText.unquoted)).filter { $0 != own && !$0.isEmpty }.compactMap { text in
      let near = Nearness.between(own, text)
      return near >= 0.4 ? Value(requoted(text, like: node), near) : nil
    }
  }

  private func requoted(_ plain: String, like node: SyntaxNode) -> String {
    let quote: Character = node.text.last == "'" ? "'" : "\""
    return plain.contains(quote) || plain.contains("\\")
      ? "\"\(plain.replacing("\"", with: "\\\""))\"" : "\(quote)\(plain)\(quote)"
  }

  /// The regular expression that a literal holds, each time a little wider: more often, or more characters.
  func widerPatterns(_ node: SyntaxNode) -> [Value] {
    let text = node.text
    guard text.utf8.count <= 300, text.contains(where: { "\\[+{(".contains($0) }) else { return [] }
    var values: [Value] = []
    let letters = Array(text)
    func spliced(_ range: Range<Int>, _ new: String) -> String {
      String(letters[..<range.lowerBound]) + new + String(letters[range.upperBound...])
    }
    for (range, isClass) in Self.atoms(letters) {
      let atom = String(letters[range])
      let next = range.upperBound < letters.count ? letters[range.upperBound] : " "
      if !"+*?{".contains(next) {
        values.append(Value(spliced(range, atom + "+"), 1))
        values.append(Value(spliced(range, atom + "*"), 0.6))
        values.append(Value(spliced(range, atom + "?"), 0.8))
      } else if next == "+" {
        values.append(Value(spliced(range.upperBound..<range.upperBound + 1, "*"), 0.8))
      } else if next == "{", let end = letters[range.upperBound...].firstIndex(of: "}") {
        values.append(Value(spliced(range.upperBound..<end + 1, "+"), 0.9))
      }
      let inner = isClass ? String(atom.dropFirst().dropLast()) : atom
      if atom == "\\d" || isClass || atom == "\\w" {
        for more in strangers(text) { values.append(Value(spliced(range, "[\(inner)\(more)]"), 0.85)) }
        if inner.contains("a-z"), !inner.contains("A-Z") { values.append(Value(spliced(range, "[A-Z\(inner)]"), 0.9)) }
        if inner.contains("A-Z"), !inner.contains("a-z") { values.append(Value(spliced(range, "[a-z\(inner)]"), 0.9)) }
        if !inner.contains("0-9"), inner.contains("a-z") { values.append(Value(spliced(range, "[\(inner)0-9]"), 0.8)) }
      }
      if "+*?".contains(next), range.upperBound + 1 < letters.count, letters[range.upperBound + 1] == ")" {
        for more in strangers(text) {
          let escaped = more == "-" || more.first?.isLetter == true ? more : "\\" + more.replacing("\\", with: "")
          values.append(Value(spliced(range.upperBound..<range.upperBound + 1, "\(next)|\(escaped)"), 0.95))
        }
      }
    }
    return values
  }

  /// Marks that the failing test's texts hold and the expression does not speak of, as a class may hold them.
  private func strangers(_ pattern: String) -> [String] {
    let marks = "-_.'+@/:, "
    let tested = place.expectations.texts.joined()
    return marks.filter { tested.contains($0) }.prefix(4).map { $0 == "-" ? "-" : String($0) }
  }

  /// The ranges of what one step of the expression matches: `\d`, `[a-z]`, `.`.
  private static func atoms(_ letters: [Character]) -> [(Range<Int>, isClass: Bool)] {
    var atoms: [(Range<Int>, Bool)] = []
    var index = 0
    while index < letters.count {
      if letters[index] == "\\", index + 1 < letters.count {
        if "dwsDWS".contains(letters[index + 1]) { atoms.append((index..<index + 2, false)) }
        index += 2
      } else if letters[index] == "[", let end = letters[index...].firstIndex(of: "]"), end > index + 1 {
        atoms.append((index..<end + 1, true))
        index = end + 1
      } else {
        index += 1
      }
    }
    return atoms
  }
}
