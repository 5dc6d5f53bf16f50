import FoundationEssentials
import Healing
import SystemCalls
import TestSupport
import Testing

/// `homeostasis repair-bench`, as a user runs it.
@Suite(.serialized) struct RepairBenchTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func bench(_ arguments: [String]) throws -> (report: JSONValue, code: Int32, errors: String) {
    var command = Command(
      SpawnRequest(
        try Built.product("homeostasis"), ["repair-bench", "--output", "json"] + arguments,
        environment: Built.environment))
    command.wallLimit = .seconds(280)
    let result = try command.run()
    let report = result.output.isEmpty ? JSONValue.null : try JSON.decode(JSONValue.self, from: result.output)
    return (report, result.ending.code ?? -1, result.errorText)
  }

  /// A bug that is mended, one whose only mend is wrong by the judge, one without a judge, one that nothing mends.
  private func write() throws -> String {
    func add(_ name: String, _ source: String, _ test: String, judge: String? = nil) throws {
      let imports = "import unittest\nfrom shop import f\n\nclass T(unittest.TestCase):\n    def test_\(name)(self):\n"
      try folder.write("cases/\(name)/source/shop.py", source)
      try folder.write("cases/\(name)/source/test_shop.py", "\(imports)        \(test)\n")
      try folder.write("cases/\(name)/test", "python3 -m unittest -q\n")
      if let judge { try folder.write("cases/\(name)/judge/test_judge.py", "\(imports)        \(judge)\n") }
    }
    let mended = "def f(prices, item):\n    return prices[item]\n"
    try add("right", mended, "self.assertIsNone(f({}, 'tea'))", judge: "self.assertEqual(f({'tea': 3}, 'tea'), 3)")
    try folder.write("cases/right/family", "lookup\n")
    try add("wrong", mended, "self.assertIsNone(f({}, 'tea'))", judge: "self.assertEqual(f({}, 'tea'), 7)")
    try add("unjudged", mended, "self.assertIsNone(f({}, 'tea'))")
    try add("none", "def f(a):\n    return a\n", "self.assertEqual(f('q'), 'a long story about a fox')")
    return "\(folder.path)/cases"
  }

  private func content(of path: String) throws -> String {
    let listing = "find . -type f | sort | xargs sha256sum; find . | sort"
    return try Command(SpawnRequest("sh", ["-c", "cd \(path) && (\(listing))"], environment: Built.environment)).run()
      .text
  }

  @Test func casesAreHealedJudgedAndCounted() throws {
    let cases = try write()
    let before = try content(of: cases)
    let work = "\(folder.path)/work"
    let first = try bench([cases, "--work", work, "--budget", "60s", "--jobs", "2"])
    #expect(first.code == 0, "\(first.errors)")
    let summary = first.report["summary"]
    #expect(summary?["cases"] == 4 && summary?["plausible"] == 3, "\(first.report)")
    #expect(summary?["correct"] == 1 && summary?["wrong"] == 1)
    #expect(summary?["median_seconds"]?.double ?? 0 > 0 && summary?["p90_seconds"]?.double ?? 0 > 0)
    let rows = try #require(first.report["cases"]?.array)
    #expect(rows.map { $0["name"]?.text } == ["none", "right", "unjudged", "wrong"])
    #expect(rows.map { $0["correct"] } == [.null, true, .null, false])
    #expect(rows[1]["family"] == "lookup" && rows[1]["patch"]?.text?.hasPrefix("--- a/shop.py") == true)
    #expect(rows[0]["outcome"] == "none" && rows[0]["patch"] == .null && rows[0]["locations"]?.array != nil)
    #expect(try content(of: cases) == before, "it wrote into the folder of cases")

    let again = try bench([cases, "--work", work, "--budget", "60s"])
    #expect(again.code == 0 && again.report == first.report, "run again: \(first.report) \(again.report)")
  }

  @Test func whatCannotBeMeasuredIsAnError() throws {
    #expect(try bench(["\(folder.path)/nowhere"]).code == 4)
    try folder.write("empty/readme", "nothing\n")
    let empty = try bench(["\(folder.path)/empty"])
    #expect(empty.code == 1 && empty.errors.contains("give a folder of cases"))
    let cases = try write()
    let inside = try bench([cases, "--work", "\(cases)/new/work"])
    #expect(inside.code == 2 && inside.errors.contains("only read") && !Files.exists("\(cases)/new"))
    try Files.remove("\(cases)/none/test")
    #expect(try bench([cases]).errors.contains("none/test"))
  }
}
