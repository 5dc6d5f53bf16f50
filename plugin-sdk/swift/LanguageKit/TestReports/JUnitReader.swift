import Healing

/// Reads JUnit XML, in the forms that test runners really write.
enum JUnitReader {
  /// The results; nil when the text is no report.
  static func read(_ text: String, into report: TestReport) -> TestReport? {
    var (scanner, report) = (XMLScanner(text), report)
    var current: Case?
    var isReport = false
    while let token = scanner.token() {
      switch token {
      case .open("testcase", let attributes, let isClosed):
        isReport = true
        current = Case(attributes)
        if isClosed { finish(&current, &report) }
      case .open("testsuite", _, _), .open("testsuites", _, _): isReport = true
      case .open(let name, let attributes, _) where name == "failure" || name == "error":
        current?.isFailed = true
        current?.message = attributes["message"] ?? ""
        current?.readsText = true
      case .open("skipped", _, _): current?.isSkipped = true
      case .text(let text): if current?.readsText == true { current?.trace += text }
      case .close(let name):
        if name == "failure" || name == "error" { current?.readsText = false }
        if name == "testcase" { finish(&current, &report) }
      default: break
      }
    }
    guard isReport else { return nil }
    report.namesTests = true
    return report
  }

  private struct Case {
    let name: String
    let file: String?
    let line: Int?
    var isFailed = false
    var isSkipped = false
    var readsText = false
    var message = ""
    var trace = ""

    init(_ attributes: [String: String]) {
      name = [attributes["classname"], attributes["name"]].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "::")
      file = attributes["file"]
      line = attributes["line"].flatMap { Int($0) }
    }
  }

  private static func finish(_ current: inout Case?, _ report: inout TestReport) {
    guard let done = current else { return }
    current = nil
    if done.isFailed {
      let text = done.trace.isEmpty ? done.message : done.trace
      report.failed.append(TestFailure(test: done.name, message: text, file: done.file, line: done.line))
    } else if done.isSkipped {
      report.skipped += 1
    } else {
      report.passed.insert(done.name)
      report.passedCount += 1
    }
  }
}
