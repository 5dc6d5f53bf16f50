import Healing
import Patterns

/// Reads what a test runner without a report prints: the names of failing tests with their traces, and how many ran.
struct OutputReader {
  let rules: TestRules

  /// The results; nil when the text shows no such runner.
  func read(_ text: String, into report: TestReport) -> TestReport? {
    guard let ran = rules.ran, let failure = rules.failure else { return nil }
    var report = report
    var count: Int?
    var skipped = 0
    var blocks: [TestFailure] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let match = ran.firstMatch(in: line) {
        count = (count ?? 0) + (match.text(named: "count").flatMap { Int($0) } ?? 0)
        isOpen = false
      } else if let match = failure.firstMatch(in: line) {
        blocks.append(TestFailure(test: match.text(named: "name") ?? line, message: ""))
        isOpen = true
      } else if let rule = rules.rule, rule.matches(line) {
        continue
      } else if isOpen {
        blocks[blocks.count - 1].message += "\(line)\n"
      }
      if count != nil, let match = rules.skipped?.firstMatch(in: line) {
        skipped = match.text(named: "count").flatMap { Int($0) } ?? 0
      }
    }
    guard let count else { return nil }
    report.failed = blocks
    report.skipped = skipped
    report.passedCount = max(0, count - blocks.count - skipped)
    report.namesTests = true
    return report
  }
}
