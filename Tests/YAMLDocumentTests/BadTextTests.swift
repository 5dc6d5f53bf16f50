import Foundation
import Healing
import Testing
import YAMLDocument

@Suite("What is no YAML is told with its place")
struct BadTextTests {
  @Test(
    "errors name line, column and the remedy",
    arguments: [
      ("a: 1\n\tb: 2\n", 2, 1, "indent with spaces"),
      ("a: b: c\n", 1, 5, "in quotes"),
      ("a: [1, 2\nb: 3\n", 2, 2, "not closed"),
      ("a: {b: 1\n", 2, 1, "not closed"),
      ("a:\n  - 1\n  b: 2\n", 3, 3, "list"),
      ("a: \"open\nb: 1\n", 3, 1, "closing quote"),
      ("a: @home\n", 1, 4, "in quotes"),
      ("key\nother: 1\n", 2, 6, "cannot stand here"),
      ("a: 1\n b: 2\n", 2, 3, "cannot stand here"),
      ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
      ("? [a, b]\n: 1\n", 1, 3, "a key must be"),
      ("a: 1\n: 2\n", 2, 1, "a key was expected"),
      ("{? , a: 1}\n", 1, 4, "a key is missing"),
      ("a: [1,\n  2\n", 3, 1, "opened at line 1"),
      ("a: ]\n", 1, 4, "not opened"),
      ("a: - 1\n", 1, 4, "a line of its own"),
      ("a: \"\\d\"\n", 1, 5, "single quotes"),
      ("a: 1\nb: \u{1}\n", 2, 4, "UTF-8"),
    ])
  func errors(text: String, line: Int, column: Int, part: String) {
    let error = failure(of: text)
    #expect(error?.mark == YAMLMark(line: line, column: column), "\(String(describing: error))")
    #expect(error?.message.contains(part) == true, "\(String(describing: error))")
  }

  @Test("bytes that are no UTF-8 are refused at their place")
  func encoding() throws {
    let error = #expect(throws: YAMLError.self) {
      try YAMLDocument(bytes: Array("a: ü\nb: ".utf8) + [0xFF, 0x0A], file: "x")
    }
    #expect(error?.mark == YAMLMark(line: 2, column: 4))
  }

  @Test("every key given twice is told, and the first counts")
  func duplicates() throws {
    let document = try YAMLDocument("a: 1\nb: {c: 1, c: 2}\na: 3\n\"a\": 4\n", file: "twice.yaml")
    #expect(
      document.duplicates.map(\.mark) == [
        .init(line: 2, column: 11), .init(line: 3, column: 1), .init(line: 4, column: 1),
      ])
    #expect(document.root.json == ["a": 1, "b": ["c": 1]])
    #expect(document.duplicates.map(\.path) == [["b", "c"], ["a"], ["a"]])
    let error = #expect(throws: YAMLError.self) { try document.checked() }
    #expect(error?.description == "twice.yaml:2:11: b.c: this key was already given at line 2: keep one of the two")
  }

  @Test("an empty text is a null", arguments: ["", "# only a comment\n", "---\n", "\u{FEFF}"])
  func empty(text: String) throws { #expect(try YAMLDocument(text, file: "empty.yaml").root.isNull) }

  @Test("too many bytes, levels or values are refused")
  func limits() {
    let limits = YAMLLimits(bytes: 40, depth: 5, nodes: 12)
    #expect(failure(of: String(repeating: "#", count: 41), limits: limits)?.mark == nil)
    #expect(failure(of: "[[[[[[x]]]]]]", limits: limits)?.mark == YAMLMark(line: 1, column: 6))
    #expect(failure(of: "[1,2,3,4,5,6,7,8,9,0,1,2,3]", limits: limits)?.message.contains("12 values") == true)
    #expect(failure(of: String(repeating: "[", count: 100_000))?.message == "nested deeper than 64 levels")
  }

  @Test("a file that is missing, no file, or a pipe is an error, and never waits")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaml-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) } }
    #expect(mkfifo(folder + "/pipe", 0o600) == 0)
    try "a: 1\n".write(toFile: folder + "/good.yaml", atomically: true, encoding: .utf8)

    #expect(try YAMLDocument(path: folder + "/good.yaml").root.json == ["a": 1])
    let messages = ["none.yaml", "", "pipe"].map { name in
      let error = #expect(throws: YAMLError.self) { try YAMLDocument(path: folder + "/" + name) }
      return error?.message ?? ""
    }
    #expect(messages[0] == "cannot be read: No such file or directory")
    #expect(messages[1] == "cannot be read: it is not a regular file")
    #expect(messages[2] == "cannot be read: it is not a regular file")
  }
}
