/// Finds the name that somebody most likely meant.
public enum NearestName {
  /// The name among `names` that is nearest to `name`, or nil when none is near enough to be worth a question: one slip
  /// for three characters, or one of the two begins with the other. Upper case and the choice between `-` and `_` do
  /// not count as slips.
  public static func nearest(to name: String, in names: some Sequence<String>) -> String? {
    let wanted = folded(name)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    let names = names.prefix(mostCompared).map { (name: $0, folded: folded($0)) }
    let near = names.compactMap { candidate in
      slips(between: wanted, and: candidate.folded, atMost: max(1, wanted.count / 3)).map { ($0, candidate.name) }
    }
    return near.min(by: <)?.1 ?? names.filter { begins(wanted, $0.folded) }.map(\.name).min()
  }

  /// Beyond so many names a suggestion is not worth the time.
  private static let mostCompared = 500

  /// Longer names are no slips of the pen; comparing them would only take time.
  private static let longest = 64

  private static func begins(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    min(a.count, b.count) >= 3 && zip(a, b).allSatisfy { $0 == $1 }
  }

  private static func folded(_ name: String) -> [Unicode.Scalar] {
    Array((name.utf8.count > longest * 4 ? "" : name.lowercased()).unicodeScalars.map { $0 == "_" ? "-" : $0 })
  }

  /// Insertions, removals, replacements and swaps of neighbours that lead from `a` to `b`; nil above `limit`.
  private static func slips(between a: [Unicode.Scalar], and b: [Unicode.Scalar], atMost limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for row in a.indices {
      var current = [row + 1]
      for column in b.indices {
        let replaced = last[column] + (a[row] == b[column] ? 0 : 1)
        var least = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      beforeLast = last
      last = current
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
