import Healing
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
