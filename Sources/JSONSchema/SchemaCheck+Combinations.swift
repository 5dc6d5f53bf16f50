import Healing

extension SchemaCheck {
  mutating func combined(_ value: JSONValue, at path: [String], by condition: Subschema.Condition) -> [Mismatch] {
    switch condition {
    case .reference(let index): return mismatches(of: value, at: path, with: index)
    case .all(let indexes):
      var found: [Mismatch] = []
      for index in indexes { found += mismatches(of: value, at: path, with: index) }
      return found.withoutRepetition
    case .any(let indexes):
      let forms = self.forms(of: value, at: path, indexes)
      return forms.contains(where: \.isEmpty) ? [] : closest(of: forms, to: value, "anyOf", at: path)
    case .exactlyOne(let indexes):
      let forms = self.forms(of: value, at: path, indexes)
      let fitting = forms.count(where: \.isEmpty)
      if fitting == 1 { return [] }
      if fitting == 0 { return closest(of: forms, to: value, "oneOf", at: path) }
      return [mismatch(path, "oneOf", "fits \(fitting) of the allowed forms, which exclude each other")]
    case .not(let index):
      let fits = mismatches(of: value, at: path, with: index).isEmpty
      return fits ? [mismatch(path, "not", "\(value.named) is excluded here")] : []
    case .when(let test, let then, let otherwise):
      let next = mismatches(of: value, at: path, with: test).isEmpty ? then : otherwise
      return next.map { mismatches(of: value, at: path, with: $0) } ?? []
    default: return []
    }
  }

  private mutating func forms(of value: JSONValue, at path: [String], _ indexes: [Int]) -> [[Mismatch]] {
    var forms: [[Mismatch]] = []
    for index in indexes { forms.append(mismatches(of: value, at: path, with: index)) }
    return forms
  }

  /// Of several forms that all do not fit, the mistakes of the one that was meant: the only one whose type and fixed
  /// members fit. Where none or several could be meant, all are told in one mismatch.
  private func closest(of forms: [[Mismatch]], to value: JSONValue, _ keyword: String, at path: [String]) -> [Mismatch]
  {
    let meant = forms.filter { form in !form.contains { $0.rulesOut(formAt: path) } }
    if meant.count == 1 { return meant[0] }
    let told = (meant.isEmpty ? forms : meant).flatMap { form in form.prefix(1).map(\.message) }
    var distinct: [String] = []
    for message in told where !distinct.contains(message) { distinct.append(message) }
    if distinct.count == 1, let only = (meant.isEmpty ? forms : meant).first { return only }
    let reasons = distinct.prefix(6).joined(separator: "; or: ")
    return [mismatch(path, keyword, "fits none of the allowed forms: \(reasons)")]
  }
}

extension Mismatch {
  /// Whether this says that another form was meant: another type of the value, or another fixed member.
  fileprivate func rulesOut(formAt path: [String]) -> Bool {
    switch keyword {
    case "type", "false": self.path.count == path.count
    case "const", "enum": self.path.count <= path.count + 1
    default: false
    }
  }
}

extension [Mismatch] {
  /// Two subschemas that find the same are one mistake.
  fileprivate var withoutRepetition: [Mismatch] {
    var seen: Set<Mismatch> = []
    return filter { seen.insert($0).inserted }
  }
}
