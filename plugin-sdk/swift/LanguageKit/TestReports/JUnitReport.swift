import Healing

extension TestReport {
  /// Reads a report in the XML form of JUnit, which pytest and most runners of other languages write. A report that
  /// breaks off gives what it has, and is not complete. Nil when it is none.
  public init?(junit text: String) {
    var reader = JUnitReader(text)
    guard let report = reader.read() else { return nil }
    self = report
  }
}

private struct JUnitReader {
  private var reader: XMLReader
  /// A test may come twice, for instance when its clean-up fails too: the worst counts.
  private var order: [String] = []
  private var failures: [String: TestFailure] = [:]
  private var skipped: Set<String> = []
  private var isReport = false

  init(_ text: String) { reader = XMLReader(text) }

  mutating func read() -> TestReport? {
    var ended = false
    while let event = reader.next() {
      switch event {
      case .start("testsuites", _), .start("testsuite", _): isReport = true
      case .start("testcase", let attributes) where isReport: readCase(attributes)
      case .end: ended = reader.depth == 0
      default: break
      }
    }
    guard isReport else { return nil }
    let names = order.filter { failures[$0] == nil && !skipped.contains($0) }
    return TestReport(
      passed: names, failed: order.compactMap { failures[$0] },
      skipped: order.filter { skipped.contains($0) && failures[$0] == nil },
      complete: ended)
  }

  private mutating func readCase(_ attributes: [String: String]) {
    let name = Self.name(attributes)
    if !order.contains(name) { order.append(name) }
    let depth = reader.depth
    while reader.depth >= depth, let event = reader.next() {
      guard case .start(let kind, let details) = event else { continue }
      if kind == "skipped" { skipped.insert(name) }
      if kind == "failure" || kind == "error" {
        let message = text(of: details)
        let line = attributes["line"].flatMap { Int($0) }
        failures[name] =
          failures[name] ?? TestFailure(test: name, message: message, file: attributes["file"], line: line)
      }
    }
  }

  /// The trace, which stands in the element; else its attributes.
  private mutating func text(of attributes: [String: String]) -> String {
    let depth = reader.depth
    var text = ""
    while reader.depth >= depth, let event = reader.next() {
      if case .text(let part) = event, text.utf8.count < 64 << 10 { text += part }
    }
    let summary = [attributes["type"], attributes["message"]].compactMap(\.self).joined(separator: ": ")
    if text.allSatisfy(\.isWhitespace) { return summary }
    return text
  }

  /// The runner's own form where it can be told, `tests/test_x.py::TestX::test_y`; else class and name.
  private static func name(_ attributes: [String: String]) -> String {
    let name = attributes["name"] ?? "?"
    let owner = attributes["classname"] ?? ""
    let plain = owner.isEmpty ? name : "\(owner).\(name)"
    guard let file = attributes["file"], let ending = file.lastIndex(of: ".") else { return plain }
    let module = file[..<ending].replacing("/", with: ".")
    guard owner == module || owner.hasPrefix(module + ".") else { return plain }
    let classes = owner.dropFirst(module.count).split(separator: ".")
    return ([file] + classes.map(String.init) + [name]).joined(separator: "::")
  }
}
