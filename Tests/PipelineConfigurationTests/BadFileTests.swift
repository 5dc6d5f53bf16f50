import Foundation
import JSONSchema
import PipelineConfiguration
import TestSupport
import Testing
import YAMLDocument

@Suite("A file that is broken, cut or hostile")
struct BadFileTests {
  @Test("a file that is missing or no YAML is one mistake")
  func unreadable() {
    let report = ConfigurationReader { _ in TestCatalog.usual }.read(path: "/nowhere/h.yaml")
    #expect(report.mistakes.map(\.description) == ["/nowhere/h.yaml: cannot be read: No such file or directory"])
    #expect(report.configuration == nil)
    #expect(
      Fixture.read(text: "version: 1\n\tmode: auto\n").mistakes.map(\.description) == [
        "h.yaml:2:1: a tab stands where YAML wants spaces: indent with spaces"
      ])
  }

  @Test("an empty file says what a configuration is", arguments: ["", "# nothing\n", "[]", "5", "version"])
  func empty(text: String) {
    let report = Fixture.read(text: text)
    #expect(report.mistakes.count == 1)
    #expect(
      report.mistakes.first?.message.hasPrefix("must be a configuration: a mapping with keys such as version") == true)
  }

  /// What an editor holds while somebody types. Each prefix is a configuration or has a mistake, never both or neither.
  @Test("every prefix of a right file parses or has a mistake", arguments: ["whole.yaml", "minimal.yaml"])
  func prefixes(name: String) throws {
    let bytes = Array(try Fixture.text(name).utf8)
    for length in stride(from: 0, through: bytes.count, by: Soak.isOn ? 1 : max(1, bytes.count / 25)) {
      try expectAnswer(String(decoding: bytes.prefix(length), as: UTF8.self))
    }
  }

  @Test("a right file with a piece torn out or doubled parses or has a mistake")
  func torn() throws {
    let seed = Soak.seed
    var numbers = SeededGenerator(seed)
    func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &numbers) }
    let bytes = Array(try Fixture.text("whole.yaml").utf8)
    for _ in 0..<Soak.count("torn configurations", usual: 50, full: 5_000) {
      let start = number(below: bytes.count)
      let end = min(bytes.count, start + number(below: 40))
      let piece = number(below: 2) == 0 ? [] : Array(bytes[start..<end] + bytes[start..<end])
      try expectAnswer(String(decoding: bytes[..<start] + piece + bytes[end...], as: UTF8.self))
    }
  }

  @Test("of very many mistakes the first are told, and the number of the others")
  func many() {
    let lines = (0..<20_000).map { "key\($0): \($0)" }.joined(separator: "\n")
    var mistakes: [Mistake] = []
    let time = ContinuousClock().measure { mistakes = Fixture.read(text: lines).mistakes }
    #expect(mistakes.count == 201)
    #expect(mistakes.last?.description == "h.yaml: there are 19803 more mistakes")
    #expect(time < .seconds(20))
  }

  @Test("however many warnings do not keep a file from being used")
  func manyWarnings() {
    let services = (0..<300).map { "  s\($0): {language: python, source: shop}\n" }.joined()
    let text = "version: 1\nservices:\n\(services)pipelines:\n  web: {services: [s0], monitors: [http-health]}\n"
    let report = Fixture.read(text: text)
    #expect(report.configuration != nil)
    #expect(report.mistakes.last?.description == "h.yaml: warning: there are 99 more mistakes")
  }

  /// An answer is a configuration or an error, each mistake has a place, and what the reader takes an editor takes too.
  private func expectAnswer(_ text: String) throws {
    let report = Fixture.read(text: text)
    #expect((report.configuration == nil) != report.errors.isEmpty, "\(text.suffix(60))")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
    for mistake in report.mistakes {
      #expect((1...lines + 1).contains(mistake.line), "\(mistake)")
      #expect(!mistake.message.isEmpty)
    }
    #expect(report.mistakes.map(\.line) == report.mistakes.map(\.line).sorted())
    guard report.configuration != nil else { return }
    let value = try YAMLDocument(text, file: "h.yaml").checked().json
    #expect(Self.editors?.check(value) == [], "\(text)")
  }

  private static let editors = Result(catching: { () throws(InvalidSchema) in try Schema(ConfigurationSchema.json) })
    .success
}

extension Result {
  fileprivate var success: Success? { if case .success(let value) = self { value } else { nil } }
}
