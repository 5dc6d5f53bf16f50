internal import SyntaxTree

/// Makes the values of a choice from what stands around the fault.
struct Values {
  /// A text with its weight, 0 to about 1.
  struct Value {
    var text: String
    var weight: Double

    init(_ text: String, _ weight: Double) {
      self.text = text
      self.weight = weight
    }
  }

  let bindings: Bindings
  let place: FaultPlace
  var pack: LanguagePack { place.project.pack }

  init(_ bindings: Bindings, _ place: FaultPlace) {
    self.bindings = bindings
    self.place = place
  }

  func values(_ source: Choice.Source) -> [Value] {
    switch source {
    case .texts(let texts):
      texts.compactMap { item in item.text.filled(bindings, pack).map { Value($0, item.weight) } }
    case .defaults(let name): bindings.nodes[name].map(defaults) ?? []
    case .exits(let name): bindings.nodes[name].map(exits) ?? []
    case .nearNames(let text): text.filled(bindings, pack).map(nearNames) ?? []
    case .nearAttributes(let text, let owner): text.filled(bindings, pack).map { nearAttributes($0, owner) } ?? []
    case .nearKeys(let text): text.filled(bindings, pack).map(nearKeys) ?? []
    case .nearParameters(let text, let callee):
      if let text = text.filled(bindings, pack), let callee = callee.filled(bindings, pack) {
        nearParameters(text, callee)
      } else {
        []
      }
    case .imports(let text): text.filled(bindings, pack).map(imports) ?? []
    case .missingImports: missingImports()
    case .variables(let name): bindings.nodes[name].map(variables) ?? []
    case .locals(let name): bindings.nodes[name].map(locals) ?? []
    case .returned(let name): bindings.nodes[name].map(returnedTexts) ?? []
    case .siblings(let text):
      (text.filled(bindings, pack).flatMap { pack.siblings[$0] } ?? []).enumerated().map {
        Value($0.element, 1 - 0.12 * Double($0.offset))
      }
    case .expected: expected(place.file, 1)
    case .testedTexts(let name): bindings.nodes[name].map(testedTexts) ?? []
    case .testedNumbers(let name): bindings.nodes[name].map(testedNumbers) ?? []
    case .nearTexts(let name): bindings.nodes[name].map(nearTexts) ?? []
    case .widerPatterns(let name): bindings.nodes[name].map(widerPatterns) ?? []
    case .exceptions:
      place.expectations.exceptions.filter { place.knows($0) }.map { Value($0, 1) }
    }
  }

  /// Weighted types as the literals of their empty values.
  func empties(_ votes: [String: Double], scale: Double) -> [Value] {
    let most = max(1, votes.values.max() ?? 1)
    return votes.compactMap { vote in pack.type(vote.key).map { Value($0.empty, scale * vote.value / most) } }
  }

  /// Texts that come several times keep their best weight.
  func best(_ values: [Value]) -> [Value] {
    var weights: [String: Double] = [:]
    for value in values { weights[value.text] = max(weights[value.text] ?? 0, value.weight) }
    // The two zeros mean the same: between them there is nothing to decide.
    for (text, weight) in weights where text.hasSuffix("0.0") {
      let whole = String(text.dropLast(2))
      if let other = weights[whole], other <= weight { weights[whole] = weight; weights[text] = weight * 0.98 }
    }
    return weights.map { Value($0.key, $0.value) }.sorted { ($1.weight, $0.text) < ($0.weight, $1.text) }
  }
}
