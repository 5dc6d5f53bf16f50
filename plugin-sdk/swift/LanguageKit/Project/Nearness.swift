/// How near one name is to another.
enum Nearness {
  /// 0 to 1; 1: the same but for case and underscores. Below 0.5 the two are not taken for each other.
  static func between(_ left: String, _ right: String) -> Double {
    if left == right { return 0 }
    let (plainLeft, plainRight) = (plain(left), plain(right))
    if plainLeft == plainRight { return 1 }
    let longest = max(plainLeft.count, plainRight.count)
    guard longest > 1 else { return 0 }
    let typing = 1 - Double(distance(plainLeft, plainRight)) / Double(longest)
    return max(typing, parts(left, right))
  }

  /// Names that share whole words: `total` and `total_price`.
  private static func parts(_ left: String, _ right: String) -> Double {
    let (left, right) = (Set(words(left)), Set(words(right)))
    let shared = left.intersection(right).count
    return shared == 0 ? 0 : 0.45 + 0.3 * Double(shared) / Double(max(left.count, right.count))
  }

  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for letter in name {
      if letter == "_" || letter == "-" || letter == " " || (letter.isUppercase && word.last?.isLowercase == true) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if letter.isLetter || letter.isNumber { word.append(contentsOf: letter.lowercased()) }
    }
    return word.isEmpty ? words : words + [word]
  }

  private static func plain(_ name: String) -> [Character] {
    name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var before = [Int](repeating: 0, count: right.count + 1)
    var row = Array(0...right.count)
    for i in 1...left.count {
      var next = [i] + [Int](repeating: 0, count: right.count)
      for j in 1...right.count {
        let cost = left[i - 1] == right[j - 1] ? 0 : 1
        next[j] = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          next[j] = min(next[j], before[j - 2] + 1)
        }
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }
}
