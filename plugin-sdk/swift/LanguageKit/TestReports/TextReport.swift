import Healing
import Patterns

/// How a runner tells its results as text: expressions for its lines, from the language pack. A group named `name`
/// holds the test's name and one named `owner` its class; `count` a number.
struct TextReportRules: Sendable {
  /// Opens the block of a failure.
  let failure: Pattern
  /// Begins what a test writes before its failure is told, in talkative runs.
  let lead: Pattern?
  /// Ends a block.
  let blockEnd: Pattern
  /// A drawn line, which belongs to no block.
  let ruled: Pattern
  /// How many tests were run; this line comes last and shows that the runner came to its end. Without a group `count`
  /// the tests are those that were named.
  let count: Pattern
  /// A test that passed, in talkative runs.
  let passed: Pattern?
  /// A test that was left out.
  let skipped: Pattern?
  /// How many were left out.
  let skippedCount: Pattern?

  /// Reads what a runner wrote; nil when it is not of this form, or ended early.
  func read(_ text: String) -> TestReport? {
    var failures: [TestFailure] = []
    var passed: [String] = []
    var left: [String] = []
    var total: Int?
    var leftCount = 0
    var block: (name: String, lines: [Substring])?
    var before: [Substring] = []
    func close() {
      if let block { failures.append(failure(block.name, block.lines)) }
      block = nil
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let whole = String(line)
      if let name = Self.name(failure, whole) {
        close()
        block = (name, before)
        before = []
      } else if let number = ended(whole) {
        close()
        total = (total ?? 0) + number
      } else {
        // What ends a block may be the next test's own line.
        if blockEnd.matches(whole) { close() }
        if lead?.matches(whole) == true {
          before = []
        } else if block == nil, lead != nil, before.count < 400 {
          before.append(line)
        }
        if block != nil {
          block?.lines.append(line)
        } else if let name = self.passed.flatMap({ Self.name($0, whole) }) {
          passed.append(name)
        } else if let name = skipped.flatMap({ Self.name($0, whole) }) {
          left.append(name)
        }
      }
      if let number = skippedCount.flatMap({ number($0, whole) }) { leftCount += number }
    }
    close()
    guard let total else { return nil }
    return TestReport(
      passed: passed, failed: Self.unique(failures), skipped: left,
      count: count.groupNames["count"] == nil ? nil : total,
      skippedCount: max(leftCount, left.count))
  }

  private func failure(_ name: String, _ lines: [Substring]) -> TestFailure {
    var lines = lines[...]
    while let last = lines.last, last.allSatisfy(\.isWhitespace) || ruled.matches(String(last)) { lines.removeLast() }
    if let start = lines.firstIndex(where: { ruled.matches(String($0)) }) { lines = lines[(start + 1)...] }
    return TestFailure(test: name, message: String(lines.joined(separator: "\n").prefix(64 << 10)))
  }

  private static func name(_ pattern: Pattern, _ line: String) -> String? {
    guard let match = pattern.firstMatch(in: line), let name = match.text(named: "name") else { return nil }
    guard let owner = match.text(named: "owner"), !owner.isEmpty else { return name }
    return "\(owner).\(name)"
  }

  /// How many tests the line says were run; 0 where it only shows the end.
  private func ended(_ line: String) -> Int? {
    if count.groupNames["count"] == nil { return count.matches(line) ? 0 : nil }
    return number(count, line)
  }

  private func number(_ pattern: Pattern, _ line: String) -> Int? {
    pattern.firstMatch(in: line)?.text(named: "count").flatMap { Int($0) }
  }

  /// Parts of one test that fail apart come as several blocks of one name.
  private static func unique(_ failures: [TestFailure]) -> [TestFailure] {
    var seen = Set<String>()
    return failures.filter { seen.insert($0.test).inserted }
  }
}
