/// A hole of a template that is filled from a list: one candidate for each value.
struct Choice: Sendable {
  /// Where the values come from.
  enum Source: Sendable {
    case texts([(text: TemplateText, weight: Double)])
    /// What an expression could be where it is missing.
    case defaults(of: String)
    /// How a block can be left early because of a value.
    case exits(of: String)
    /// Names that can be seen and are near to a wrong one.
    case nearNames(to: TemplateText)
    case nearAttributes(to: TemplateText, of: String?)
    case nearKeys(to: TemplateText)
    case nearParameters(to: TemplateText, of: TemplateText)
    /// Lines that import a name.
    case imports(of: TemplateText)
    /// The lines that import every name of the file that is not known.
    case missingImports
    /// Names that can be seen and could stand for a node.
    case variables(near: String)
    /// Names bound in a captured function, the last first.
    case locals(of: String)
    /// What a captured function returns elsewhere.
    case returned(of: String)
    /// What is taken for an operator or a name by mistake.
    case siblings(of: TemplateText)
    case expected
    case exceptions
    /// Literals of the failing test.
    case testedTexts(of: String)
    case testedNumbers(of: String)
    /// String literals that are spelt like a node.
    case nearTexts(of: String)
    /// A regular expression, a little wider.
    case widerPatterns(of: String)
  }

  let name: String
  let source: Source

  init(name: String, _ value: PackValue) throws(PackFailure) {
    self.name = name
    guard value.optional("from") != nil else {
      var texts: [(TemplateText, Double)] = []
      for item in value.items() {
        if item.optional("text") != nil {
          try item.allow(["text", "weight"])
          texts.append((try TemplateText(try item.member("text")), try item.optional("weight")?.number() ?? 1))
        } else {
          texts.append((try TemplateText(item), 1 - 0.05 * Double(texts.count)))
        }
      }
      source = .texts(texts)
      return
    }
    try value.allow(["from", "of", "to"])
    func of() throws(PackFailure) -> PackValue { try value.member("of") }
    func to() throws(PackFailure) -> TemplateText { try TemplateText(try value.member("to")) }
    switch try value.member("from").text() {
    case "defaults": source = .defaults(of: try of().text())
    case "exits": source = .exits(of: try of().text())
    case "near-names": source = .nearNames(to: try to())
    case "near-attributes": source = .nearAttributes(to: try to(), of: try value.optional("of")?.text())
    case "near-keys": source = .nearKeys(to: try to())
    case "near-parameters": source = .nearParameters(to: try to(), of: try TemplateText(try of()))
    case "imports": source = .imports(of: try TemplateText(try of()))
    case "missing-imports": source = .missingImports
    case "variables": source = .variables(near: try of().text())
    case "locals": source = .locals(of: try of().text())
    case "returned": source = .returned(of: try of().text())
    case "siblings": source = .siblings(of: try TemplateText(try of()))
    case "expected": source = .expected
    case "exceptions": source = .exceptions
    case "tested-texts": source = .testedTexts(of: try of().text())
    case "tested-numbers": source = .testedNumbers(of: try of().text())
    case "near-texts": source = .nearTexts(of: try of().text())
    case "wider-patterns": source = .widerPatterns(of: try of().text())
    case let other: throw value.fail("there is no source of values `\(other)`")
    }
  }

  /// `bindings` with each value, best first.
  func extended(_ bindings: Bindings, _ place: FaultPlace) -> [Bindings] {
    var seen: Set<String> = []
    let values = Values(bindings, place).values(source).sorted { $0.weight > $1.weight }
    let limit = if case .widerPatterns = source { Self.limit * 4 } else { Self.limit }
    return values.filter { seen.insert($0.text).inserted }.prefix(limit).map { value in
      var more = bindings
      more.texts[name] = value.text
      more.weight *= value.weight
      return more
    }
  }

  private static let limit = 16
}
