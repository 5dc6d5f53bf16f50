/// Finds schemas that lead one and the same value through themselves: a check of them would never end. Circles through
/// members or items are fine, because each turn takes a smaller part of the value.
struct SchemaCircles {
  private let subschemas: [Subschema]
  private let limits: SchemaLimits

  init(_ subschemas: [Subschema], _ limits: SchemaLimits) {
    self.subschemas = subschemas
    self.limits = limits
  }

  /// One defect for each subschema on a circle, or at the end of a chain that is too long. The subschemas are taken
  /// away from the leaves upward, so that no recursion follows what a stranger wrote; what remains is circles.
  func defects() -> [SchemaDefect] {
    let targets = subschemas.map(\.sameValue)
    var users = [[Int]](repeating: [], count: subschemas.count)
    for (user, targets) in targets.enumerated() { for target in targets { users[target].append(user) } }
    var waiting = targets.map(\.count)
    var heights = [Int](repeating: 1, count: subschemas.count)
    var ready = waiting.indices.filter { waiting[$0] == 0 }
    while let done = ready.popLast() {
      for user in users[done] {
        heights[user] = max(heights[user], heights[done] + 1)
        waiting[user] -= 1
        if waiting[user] == 0 { ready.append(user) }
      }
    }
    return waiting.indices.compactMap { index in
      if waiting[index] > 0 { return defect(index, "it refers back to itself for the same value, without an end") }
      if heights[index] > limits.depth {
        return defect(index, "it leads one value through more than \(limits.depth) schemas")
      }
      return nil
    }
  }

  private func defect(_ index: Int, _ message: String) -> SchemaDefect {
    SchemaDefect(path: subschemas[index].path, message: message)
  }
}

extension Subschema {
  /// The subschemas that are asked about the very value this one is asked about.
  var sameValue: [Int] {
    conditions.flatMap { condition -> [Int] in
      switch condition {
      case .all(let list), .any(let list), .exactlyOne(let list): list
      case .not(let index), .reference(let index): [index]
      case .when(let test, let then, let otherwise): [test] + [then, otherwise].compactMap { $0 }
      default: []
      }
    } + members.schemaBy.values
  }
}
