/// One changed file, before and after, as the rules see it.
struct ChangedSource {
  let path: String
  let before: SourceFacts
  let after: SourceFacts
  let changed: Set<Int>
}

extension ChangedSource {
  /// New acts: as many of the same name as before are not new, wherever they stand now.
  func actRule() -> [Refusal] {
    newActs.filter { $0.kind != .suppression }.map {
      Refusal(.act, path, line: $0.line, "newly \($0.kind.words): `\($0.name)`")
    }
  }

  /// It hides errors: by a handler in which nothing raises, by one raise less, or by what the language has for it.
  var suppresses: Bool {
    after.swallows.count > before.swallows.count || after.raises < before.raises
      || newActs.contains { $0.kind == .suppression }
  }

  func handlerRule() -> [Refusal] {
    let empty = after.swallows.filter(\.isEmpty)
    guard empty.count > before.swallows.count(where: \.isEmpty), let last = empty.last else { return [] }
    let line = empty.first { changed.contains($0.line) }?.line ?? last.line
    return [
      Refusal(.handler, path, line: line, "a new handler that does nothing: the error would only become invisible")
    ]
  }

  func assertionRule() -> [Refusal] {
    before.assertions.without(after.assertions).map {
      Refusal(.assertion, path, "an assertion is removed or changed: `\($0.prefix(80))`")
    }
  }

  /// What is replaced is not deleted.
  /// - Parameter failing: lines of the file before, where the error came up.
  func deletionRule(failing: Set<Int>) -> [Refusal] {
    let (old, new) = (before.statements.map(\.text), after.statements.map(\.text))
    let (removed, added) = (old.without(new), new.without(old))
    let deleted = removed.count - added.count
    if deleted > Self.deletions {
      return [Refusal(.deletion, path, "\(deleted) statements are deleted; a patch may delete \(Self.deletions)")]
    }
    let isLost = Set(removed)
    let missing = before.statements.first { statement in
      isLost.contains(statement.text) && statement.lines.contains(where: failing.contains)
        && !isReplaced(statement, by: Set(added))
    }
    guard let missing else { return [] }
    return [
      Refusal(.deletion, path, "the statement that fails is only taken out: `\(missing.text.prefix(80))`")
    ]
  }

  /// Something new stands in the function that a statement stood in.
  private func isReplaced(_ statement: SourceFacts.Statement, by added: Set<String>) -> Bool {
    let function = before.function(at: statement.lines.lowerBound)
    return after.statements.contains { new in
      added.contains(new.text) && after.function(at: new.lines.lowerBound) == function
    }
  }

  /// Where the grammar does not understand the change, no rule sees what it does.
  func syntaxRule() -> [Refusal] {
    guard let error = after.errors.first(where: { $0.contains(where: changed.contains) }) else { return [] }
    return [Refusal(.unreadable, path, line: error.lowerBound, "the changed lines do not parse")]
  }

  private static let deletions = 5

  private var newActs: [SourceFacts.Act] {
    var known = before.acts.reduce(into: [:]) { $0[Name($1), default: 0] += 1 }
    // Acts on untouched lines are matched first: what is left over stands where the patch changed something.
    return after.acts.sorted { !changed.contains($0.line) && changed.contains($1.line) }.filter { act in
      guard let count = known[Name(act)], count > 0 else { return true }
      known[Name(act)] = count - 1
      return false
    }
  }

  private struct Name: Hashable {
    let kind: ActKind
    let name: String

    init(_ act: SourceFacts.Act) {
      kind = act.kind
      name = act.name
    }
  }
}

extension [String] {
  /// What is left when each text of `others` takes one of its kind away.
  func without(_ others: [String]) -> [String] {
    var counts = others.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return filter { text in
      guard let count = counts[text], count > 0 else { return true }
      counts[text] = count - 1
      return false
    }
  }
}
