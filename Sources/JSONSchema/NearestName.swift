/// Finds the name that somebody most likely meant.
public enum NearestName {
  /// The name among `names` that is nearest to `name`, or nil when none is near enough to be worth a question: one slip
  /// for three characters. Upper case and the choice between `-` and `_` do not count as slips.
  public static func nearest(to name: String, in names: some Sequence<String>) -> String? {
    let wanted = folded(name)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    var best: (name: String, slips: Int)?
    for candidate in names.sorted() {
      let slips = slips(between: wanted, and: folded(candidate), atMost: max(1, wanted.count / 3))
      if let slips, slips < best?.slips ?? .max { best = (candidate, slips) }
    }
    return best?.name
  }

  /// Longer names are no slips of the pen; comparing them would only take time.
  private static let longest = 64

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
