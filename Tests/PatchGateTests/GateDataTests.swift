import Healing
import LanguageKit
import LanguagePacks
import PatchGate
import Testing

/// `gate.yaml` is data, and mistakes in it are told with their place.
@Suite struct GateDataTests {
  @Test(arguments: [
    ("names", JSONValue.string("identifier"), "names: a list of words is expected"),
    ("imports", .string("(import_statemnt)"), "imports: "),
    ("assertions", .string("(assert_statement) @wrong"), "assertions: `@assertion` is not captured"),
    (
      "mentions", .object(["nonsense": .array([.string("x")])]),
      "mentions.nonsense: unknown; known are code, process, network, files, suppression"
    ),
    ("missing_name", .null, "missing_name: a list of words is expected"),
  ])
  func mistakesAreNamed(_ key: String, _ value: JSONValue, _ message: String) throws {
    let packs = ChangedPacks(key: key, value: value)
    do throws(StageFailure) {
      _ = try PatchRules(language: "python", from: packs)
      Issue.record("it was read")
    } catch {
      #expect(error.kind == .invalid)
      #expect(error.place == "gate.yaml")
      #expect(error.message.hasPrefix(message))
    }
  }
}

/// A language without `gate.yaml`: the paths are looked at, and that nobody looked at the rest is said.
@Suite struct NoGateTests {
  private func report(_ path: String) throws -> GateReport {
    let rules = try PatchRules(language: "python", from: WithoutGate())
    let file = EditedFile(path: path, before: Array("a = 1\n".utf8), after: Array("import os; os.system('x')\n".utf8))
    return rules.examine([file], for: diagnosis(nil))
  }

  @Test func nobodyHasLooked() throws {
    let report = try report("shop/cart.py")
    #expect(report.refusals.isEmpty && report.lines == 2)
    #expect(report.unexamined == "the language pack python has no gate.yaml, so nobody looked at what the patch does")
  }

  @Test(arguments: ["tests/test_cart.py", "setup.py", "../x.py", "shop/settings.json"])
  func thePathsStillCount(_ path: String) throws {
    #expect(try !report(path).refusals.isEmpty)
  }
}

private struct WithoutGate: PackService {
  func document(_ request: PackDocument) throws(StageFailure) -> JSONValue {
    if request.path == "gate.yaml" {
      throw StageFailure(.failed, code: "pack.absent", place: "gate.yaml", message: "absent")
    }
    return try shelf.document(request)
  }

  func list(_ request: PackFolder) throws(StageFailure) -> [String] {
    try shelf.list(request).filter { $0 != "gate.yaml" }
  }
  func grammar(_ request: PackGrammar) throws(StageFailure) -> GrammarPlace { try shelf.grammar(request) }
}

/// The real packs, with one key of `gate.yaml` changed.
private struct ChangedPacks: PackService {
  let key: String
  let value: JSONValue

  func document(_ request: PackDocument) throws(StageFailure) -> JSONValue {
    let document = try shelf.document(request)
    guard request.path == "gate.yaml", case .object(var members) = document else { return document }
    members[key] = value
    return .object(members)
  }

  func list(_ request: PackFolder) throws(StageFailure) -> [String] { try shelf.list(request) }
  func grammar(_ request: PackGrammar) throws(StageFailure) -> GrammarPlace { try shelf.grammar(request) }
}
