import Glibc
import Healing
import SystemCalls
import TestSupport
import Testing

/// A pipeline that asks a model where no template mends, against a server that answers well or with an attack.
@Suite(.serialized) struct ModelTests {
  private let folder: TemporaryFolder
  private let server: ModelServer
  private static let line = "    return int(text[:-1]) * UNITS[text[-1]]\n"
  private static let mended = """
        total, number = 0, ""
        for letter in text:
            if letter in UNITS:
                total, number = total + int(number) * UNITS[letter], ""
            else:
                number += letter
        return total

    """

  init() throws {
    folder = try TemporaryFolder()
    let owned = "\(folder.path)/owned"
    let attack = "    import os; os.system('touch \(owned)'); open('\(owned)', 'w'); return 5400\n"
    server = try ModelServer([
      "well": try Self.answer([("shop/durations.py", Self.line, Self.mended)]),
      "cause": """
      {"cause": "only the last unit of a duration is read", "category": "logic", "confidence": 0.9,
       "locations": [{"file": "shop/durations.py", "line": 6}]}
      """,
      "attack": try Self.answer([
        ("../owned.py", "x", attack), ("tests/test_durations.py", "5400", "1"),
        ("shop/durations.py", Self.line, attack),
        ("homeostasis.yaml", "mode: propose", "mode: auto"),
      ]),
    ])
    try folder.write("service/shop/__init__.py", "")
    try folder.write("service/tests/__init__.py", "")
    try folder.write(
      "service/shop/durations.py",
      "UNITS = {\"h\": 3600, \"m\": 60, \"s\": 1}\n\n\ndef seconds(text):\n    # 90s, 5m, 1h30m.\n\(Self.line)")
    try folder.write(
      "service/tests/test_durations.py",
      """
      import unittest
      from shop.durations import seconds


      class Durations(unittest.TestCase):
          def test_one_part(self):
              self.assertEqual(seconds("90s"), 90)

          def test_two_parts(self):
              self.assertEqual(seconds("1h30m"), 5400)

      """)
    try folder.write("shop.log", "")
  }

  @Test func aModelMendsWhatNoTemplateDoes() throws {
    let host = try fail(analyzers: "[trace, \(stage("cause"))]", patchers: "[template, \(stage("well"))]")
    let end = try host.line(within: .seconds(240)) { $0.contains("-> ended(") }
    #expect(end.contains("ended(proposed)"), "\(end)")
    let accepted = try patches().filter { $0["verdict"] == "accepted" }
    #expect(accepted.map { $0["template"]?.text } == ["llm:well"])
    #expect(accepted.first?["diff"]?.text?.contains("+        if letter in UNITS:") == true)
    #expect(host.said.contains { $0.contains("only the last unit of a duration is read") })
    #expect(try host.stop().code == 0)
    let asked = try server.requests().map { try JSON.decode(JSONValue.self, from: $0)["body"]?["model"]?.text }
    #expect(asked == ["cause", "well"])
  }

  @Test func anAttackInTheAnswerEndsInNoPatch() throws {
    let before = try Self.content(of: "\(folder.path)/service")
    let host = try fail(analyzers: "[rules, trace]", patchers: "[\(stage("attack", "candidates: 10"))]")
    let refused = try host.line { $0.contains("the patch gate refuses it: shop/durations.py") }
    #expect(refused.contains("os.system"), "\(refused)")
    let end = try host.line { $0.contains("-> ended(") }
    #expect(!end.contains("proposed"), "\(end)")
    for reason in ["outside of the service's tree", "is a test", "no source of the project"] {
      #expect(host.said.contains { $0.contains("a proposed patch is refused") && $0.contains(reason) }, "\(reason)")
    }
    let patches = try patches()
    #expect(patches.count == 1 && patches.first?["verdict"]?.text != "accepted", "three have become no candidate")
    #expect(try host.stop().code == 0)
    for path in ["owned", "owned.py"] { #expect(!Files.exists("\(folder.path)/\(path)")) }
    #expect(try Self.content(of: "\(folder.path)/service") == before)
    #expect(try Files.text("\(folder.path)/homeostasis.yaml").contains("mode: propose"))
  }

  private func stage(_ model: String, _ more: String = "candidates: 3") -> String {
    let place = "127.0.0.1:\(server.port)"
    return "{use: llm, grants: {http: ['\(place)'], state: 1MiB}, with: {\(more), providers: "
      + "[{api: openai, url: 'http://\(place)/v1', model: \(model)}]}}"
  }

  /// A host that is ready, and a failure in the log.
  private func fail(analyzers: String, patchers: String) throws -> RunningHost {
    let file = try folder.write(
      "homeostasis.yaml",
      """
      version: 1
      mode: propose
      state: sqlite:state/state.db
      services:
        shop: {language: python, source: ./service, logs: [shop.log], test: [python3, -m, unittest, -q]}
      pipelines:
        web: {services: [shop], monitors: [log], testers: [suite], analyzers: \(analyzers), patchers: \(patchers)}

      """)
    let host = try RunningHost(configuration: file, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    let log = try OwnedFile(opening: "\(folder.path)/shop.log", O_WRONLY | O_APPEND)
    try log.writeAll(
      """
      Traceback (most recent call last):
        File "\(folder.path)/service/shop/durations.py", line 6, in seconds
          return int(text[:-1]) * UNITS[text[-1]]
      ValueError: invalid literal for int() with base 10: '1h30'

      """)
    return host
  }

  private func patches() throws -> [JSONValue] {
    let words = ["patches", "list", "--config", "\(folder.path)/homeostasis.yaml", "--output", "json"]
    let result = try Command(
      SpawnRequest(try Built.product("homeostasis"), words, environment: Built.environment)
    ).run()
    return try JSON.decode(JSONValue.self, from: result.text).array ?? []
  }

  private static func answer(_ edits: [(file: String, find: String, replace: String)]) throws -> String {
    let patches = edits.map { edit -> JSONValue in
      [
        "file": .string(edit.file), "edits": [["find": .string(edit.find), "replace": .string(edit.replace)]],
        "title": "reads all parts", "confidence": 0.9,
      ]
    }
    return try JSON.text(["patches": .array(patches)] as JSONValue)
  }

  private static func content(of root: String) throws -> String {
    try Command(
      SpawnRequest(
        "sh", ["-c", "cd '\(root)' && find . -type f -exec sha256sum {} + | sort"], environment: Built.environment)
    ).run().text
  }
}
