/// A run of lines that is replaced: `old` of the first list by `new` of the second; either may be empty.
struct LineChange: Hashable {
  var old: Range<Int>
  var new: Range<Int>

  /// The changes that lead from one list of lines to another, in order.
  static func between(_ old: [[UInt8]], _ new: [[UInt8]]) -> [LineChange] {
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for step in new.difference(from: old) {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var changes: [LineChange] = []
    var (from, to) = (0, 0)
    while from < old.count || to < new.count {
      let start = (from, to)
      while removed.contains(from) { from += 1 }
      while inserted.contains(to) { to += 1 }
      if (from, to) != start { changes.append(LineChange(old: start.0..<from, new: start.1..<to)) }
      (from, to) = (from + 1, to + 1)
    }
    return changes
  }
}
