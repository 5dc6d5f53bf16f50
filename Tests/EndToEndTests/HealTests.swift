import FoundationEssentials
import Healing
import SystemCalls
import TestSupport
import Testing

/// `homeostasis heal`, as a user runs it.
@Suite(.serialized) struct HealTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func heal(_ arguments: [String]) throws -> (report: JSONValue, code: Int32, errors: String) {
    var command = Command(
      SpawnRequest(
        try Built.product("homeostasis"), ["heal", "--output", "json"] + arguments, environment: Built.environment))
    command.wallLimit = .seconds(280)
    let result = try command.run()
    #expect(
      result.text.split(separator: "\n").count == 1, "standard output is one object: \(result.text) \(result.errorText)"
    )
    return (try JSON.decode(from: result.output), result.ending.code ?? -1, result.errorText)
  }

  /// A sample of the corpus.
  @Test(arguments: [
    "python/budget-import", "python/profile-card", "python/backup-plan", "python/dependency-order",
    "javascript/cart-methods", "javascript/counter-sum",
  ])
  func aBugOfTheCorpusIsHealedAndTheJudgeAgrees(_ name: String) throws {
    let corpus = "\(Built.root)/Tests/Corpus/\(name)"
    let tree = "\(folder.path)/tree"
    try run("cp", "-R", "\(corpus)/source", tree)
    let test = try Files.text("\(corpus)/test").split(separator: "\n").joined()
    let before = try run("sh", "-c", "cd \(tree) && find . -type f | sort | xargs cat | sha256sum")
    let first = try heal(["--source", tree, "--test", test, "--budget", "240s"])
    #expect(first.report["outcome"] == "accepted" && first.code == 0, "\(first.errors)")
    #expect(first.report["reproduced"] == true && first.report["patch"]?["diff"]?.text?.hasPrefix("--- a/") == true)
    #expect(
      try run("sh", "-c", "cd \(tree) && find . -type f | sort | xargs cat | sha256sum") == before, "without --apply")
    let applied = try heal(["--source", tree, "--test", test, "--budget", "240s", "--apply"])
    #expect(applied.code == 0 && applied.report["applied"] == true)
    try run("cp", "-R", "\(corpus)/judge/.", tree)
    #expect(throws: Never.self) { try run("sh", "-c", "cd \(tree) && \(test)") }
  }

  @Test func aGreenTreeHasNothingToHeal() throws {
    try folder.write(
      "green/test_ok.py", "import unittest\n\nclass T(unittest.TestCase):\n    def test_ok(self):\n        pass\n")
    let healed = try heal(["--source", "\(folder.path)/green"])
    #expect(healed.code == 1 && healed.report["outcome"] == "none" && healed.report["reason"] == "tests-green")
    #expect(healed.report["exception"] == .null && healed.report["patch"] == .null)
  }

  @Test func aCommandThatDoesNotExistIsABrokenBaseline() throws {
    try folder.write("broken/a.py", "x = 1\n")
    let healed = try heal(["--source", "\(folder.path)/broken", "--test", "no-such-command"])
    #expect(healed.code == 1 && healed.report["reason"] == "baseline-broken")
  }

  @Test func testsThatTakeLongerThanTheBudgetUseItUp() throws {
    try folder.write("slow/a.py", "x = 1\n")
    let healed = try heal(["--source", "\(folder.path)/slow", "--test", "sleep 60", "--budget", "3s"])
    #expect(healed.code == 1 && healed.report["reason"] == "budget")
  }

  @Test func aTraceOfAnotherVersionIsStale() throws {
    try folder.write("stale/shop.py", "def total(cart):\n    return sum(cart)\n")
    let trace = try folder.write(
      "trace.log",
      "Traceback (most recent call last):\n  File \"shop.py\", line 2, in total\n    return cart['sum']\nKeyError: 'sum'\n"
    )
    let healed = try heal(["--source", "\(folder.path)/stale", "--trace", trace])
    #expect(healed.code == 1 && healed.report["reason"] == "stale-source" && healed.report["exception"] == "KeyError")
  }

  @Test func whereTheGateRefusesEveryCandidateItSaysSo() async throws {
    try folder.write("nox/noxfile.py", "def price(prices, item):\n    return prices[item]\n")
    try folder.write(
      "nox/test_price.py",
      "import unittest\nfrom noxfile import price\n\nclass T(unittest.TestCase):\n    def test_price(self):\n"
        + "        self.assertIsNone(price({}, 'tea'))\n")
    let healed = try heal(["--source", "\(folder.path)/nox", "--test", "python3 -m unittest -q"])
    #expect(
      healed.code == 1 && healed.report["outcome"] == "none" && healed.report["reason"] == "gate", "\(healed.errors)")
    #expect(healed.report["candidates"] == 0 && healed.report["refused"]?.integer ?? 0 > 0)
    #expect(healed.errors.contains("noxfile.py: no patch may touch this: how it is built and tested"))
  }

  @Test func aTreeInNoKnownLanguageIsUnsupported() throws {
    try folder.write("prose/letter.txt", "Dear reader\n")
    let healed = try heal(["--source", "\(folder.path)/prose"])
    #expect(healed.code == 1 && healed.report["reason"] == "unsupported")
  }

  @Test(arguments: [
    (["--source", "/nonexistent"], 4, "/nonexistent"), (["--source", ".", "--budget", "soon"], 2, "soon"),
    (["--source", ".", "--trace", "/nonexistent"], 4, "/nonexistent"),
  ])
  func aCallThatCannotBeAnsweredSaysWhy(_ arguments: [String], _ code: Int32, _ word: String) throws {
    let healed = try heal(arguments)
    #expect(healed.code == code && healed.errors.contains(word))
    #expect(healed.report["outcome"] == "none" && healed.report["reason"]?.text?.contains(word) == true)
  }

  @discardableResult
  private func run(_ words: String...) throws -> String {
    let result = try Command(SpawnRequest(words[0], Array(words.dropFirst()), environment: Built.environment)).run()
    struct Failed: Error { let text: String }
    if !result.succeeded { throw Failed(text: result.text + result.errorText) }
    return result.text
  }
}
