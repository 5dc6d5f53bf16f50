import Glibc
import Healing
import SystemCalls
import TestSupport

/// A service with a bug that no template mends, of which a host sees the log, and a server of models.
struct ModelShop {
  let folder: TemporaryFolder
  let server: ModelServer

  static let line = "    return int(text[:-1]) * UNITS[text[-1]]\n"
  private static let tests = """
    import unittest
    from shop.durations import seconds


    class Durations(unittest.TestCase):
        def test_one_part(self):
            self.assertEqual(seconds("90s"), 90)

        def test_two_parts(self):
            self.assertEqual(seconds("1h30m"), 5400)

    """

  /// - Parameter answers: what models write, by their names; is given the folder in which everything lies.
  init(_ answers: (String) throws -> [String: String]) throws {
    folder = try TemporaryFolder()
    server = try ModelServer(answers(folder.path))
    try folder.write("service/shop/__init__.py", "")
    try folder.write("service/tests/__init__.py", "")
    try folder.write(
      "service/shop/durations.py",
      "UNITS = {\"h\": 3600, \"m\": 60, \"s\": 1}\n\n\ndef seconds(text):\n    # 90s, 5m, 1h30m.\n\(Self.line)")
    try folder.write("service/tests/test_durations.py", Self.tests)
    try folder.write("shop.log", "")
  }

  /// A stage that asks a model of the server.
  func stage(_ model: String, _ more: String = "candidates: 3") -> String {
    let place = "127.0.0.1:\(server.port)"
    return "{use: llm, grants: {http: ['\(place)'], state: 1MiB}, with: {\(more), providers: "
      + "[{api: openai, url: 'http://\(place)/v1', model: \(model)}]}}"
  }

  /// A host that is ready, and a failure in the log.
  func fail(analyzers: String, patchers: String) throws -> RunningHost {
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

  /// What was proposed so far.
  func patches() throws -> [JSONValue] {
    let words = ["patches", "list", "--config", "\(folder.path)/homeostasis.yaml", "--output", "json"]
    return try JSON.decode(JSONValue.self, from: run(Built.product("homeostasis"), words)).array ?? []
  }

  /// The names and hashes of the service's files.
  func content() throws -> String {
    try run("sh", ["-c", "cd '\(folder.path)/service' && find . -type f -exec sha256sum {} + | sort"])
  }

  private func run(_ program: String, _ words: [String]) throws -> String {
    try Command(SpawnRequest(program, words, environment: Built.environment)).run().text
  }

  /// An answer with a patch for each of the edits.
  static func answer(_ edits: [(file: String, find: String, replace: String)]) throws -> String {
    let patches = edits.map { edit -> JSONValue in
      [
        "file": .string(edit.file), "edits": [["find": .string(edit.find), "replace": .string(edit.replace)]],
        "title": "reads all parts", "confidence": 0.9,
      ]
    }
    return try JSON.text(["patches": .array(patches)] as JSONValue)
  }
}
