import Healing
import LanguageKit
import LanguagePacks
import Orchestration
import Policy
import SystemCalls
import TestSupport
import Testing

@testable import HealingRuntime

/// Changes of a real tree, and what the gate of a service says to them.
@Suite struct SourceGateTests {
  private static let cart = """
    import numbers

    def total(cart, prices):
        sum = 0
        for item in cart:
            if item not in prices:
                raise KeyError(item)
            sum += prices[item]
        return sum

    """
  private static let files = [
    "shop/cart.py": cart, "tests/test_cart.py": "def test_total():\n    assert total([], {}) == 0\n",
    "shop/report.py": "import fractions\nimport numpy as np\n", "plugins/mine.py": "a = 1\n",
  ]

  private let service: GatedService
  init() throws { service = try GatedService(Self.files) }

  private func change(_ line: String, to new: String) async throws -> GateAnswer {
    try await service.answer("shop/cart.py", Self.cart.replacing(line, with: new), for: Self.failure(line: 7))
  }

  /// A failure at a line of the cart.
  private static func failure(line: Int, type: String = "KeyError", _ message: String = "'tea'") -> Diagnosis {
    let frame = StackFrame(file: "shop/cart.py", line: line, symbol: "total", project: true)
    return Diagnosis(
      parent: "i", cause: "", category: "unknown", confidence: 1,
      exceptions: [ThrownException(type: type, message: message, frames: [frame])])
  }

  @Test func aGuardPassesWithItsPlace() async throws {
    let answer = try await change("sum += prices[item]", to: "sum += prices.get(item, 0)")
    let place = Location(file: "shop/cart.py", line: 8, symbol: "total", score: 1)
    #expect(answer == .passes(PatchFacts(places: [place], lines: 2, suppresses: false)))
  }

  @Test func aNewProcessIsRefused() async throws {
    let answer = try await service.answer(
      "shop/cart.py", "import os\n" + Self.cart.replacing("sum = 0", with: "sum = os.system('id')"))
    #expect(answer.refusal.contains("shop/cart.py:5: newly reaches for processes or their environment: `os.system`"))
  }

  @Test func anExistingTestStays() async throws {
    let answer = try await service.answer("tests/test_cart.py", "def test_total():\n    assert True\n")
    #expect(answer.refusal == "tests/test_cart.py: no patch may touch this: an existing test")
  }

  @Test func aSwallowedExceptionIsRefused() async throws {
    let answer = try await change(
      "sum += prices[item]", to: "try:\n            sum += prices[item]\n        except KeyError:\n            pass")
    #expect(answer.refusal == "shop/cart.py:10: a new handler that does nothing: the error would only become invisible")
  }

  @Test func theStatementThatFailsMayNotOnlyGo() async throws {
    let answer = try await change("        if item not in prices:\n            raise KeyError(item)\n", to: "")
    #expect(answer.refusal == "shop/cart.py: the statement that fails is only taken out: `raise KeyError(item)`")
  }

  @Test func oneRaiseLessIsAHiddenError() async throws {
    #expect(try await change("raise KeyError(item)", to: "continue").facts?.suppresses == true)
  }

  @Test func thePluginsOfTheHostStay() async throws {
    #expect(
      try await service.answer("plugins/mine.py", "a = 2\n").refusal
        == "plugins/mine.py: no patch may touch this: belongs to Homeostasis")
  }

  @Test func aModuleOfTheProjectMayBeImportedWhereItIsMissing() async throws {
    let missing = Self.failure(line: 4, type: "NameError", "name 'np' is not defined")
    let after = "import numpy as np\n" + Self.cart
    #expect(try await service.answer("shop/cart.py", after, for: missing).facts != nil)
    try Files.remove("\(service.folder.path)/service/shop/report.py")
    #expect(
      try await service.answer("shop/cart.py", after, for: missing).refusal
        == "shop/cart.py:1: imports `numpy`, which neither the language nor the project has")
  }

  @Test func whatTheDiffDoesIsNotBelieved() async throws {
    let edited = EditedFile(path: "shop/cart.py", before: Array(Self.cart.utf8), after: Array("a = 1\n".utf8))
    let diff = UnifiedDiff.text([edited])
    #expect(
      try await service.answer(to: service.patch(diff, [])).refusal
        == "the files that it names are not those that its diff changes")
    let outside = service.patch("--- a/../x.py\n+++ b/../x.py\n@@ -1 +1 @@\n-a\n+b\n", [])
    #expect(try await service.answer(to: outside).refusal.hasPrefix("the diff cannot be used: "))
  }

  @Test func inALanguageWithoutAGateAPersonDecides() async throws {
    let folder = try TemporaryFolder()
    let packs = "\(folder.path)/Languages"
    try Files.makeFolder(packs)
    let copied = try Command(
      SpawnRequest(
        "cp", ["-R", "\(Built.root)/Plugins/Languages/python", "\(packs)/other"], environment: Built.environment)
    ).run()
    #expect(copied.succeeded)
    try Files.remove("\(packs)/other/gate.yaml")
    let other = try GatedService(
      Self.files, language: "other", packs: PackShelf(folders: [packs], grammars: grammars))
    let facts = try #require(
      try await other.answer("shop/cart.py", Self.cart.replacing("sum = 0", with: "sum = 1")).facts)
    #expect(facts.unexamined != nil && facts.paths == ["shop/cart.py"])
  }
}
