/// What changed between two texts, line by line.
struct LineDifference {
  let old: String
  let new: String

  /// All lines, those that went with a minus and those that came with a plus.
  var text: String {
    let before = old.split(separator: "\n").map(String.init)
    let after = new.split(separator: "\n").map(String.init)
    var (gone, come) = (Set<Int>(), Set<Int>())
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): come.insert(offset)
      }
    }
    var (lines, from, to): ([String], Int, Int) = ([], 0, 0)
    while from < before.count || to < after.count {
      if gone.contains(from) {
        lines.append("- \(before[from])")
        from += 1
      } else if come.contains(to) {
        lines.append("+ \(after[to])")
        to += 1
      } else {
        lines.append("  \(before[from])")
        (from, to) = (from + 1, to + 1)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
