import Healing
import LanguageKit
import LanguagePacks
import PatchGate
import Testing

/// What our own templates write must pass the gate: else they would search for nothing.
@Suite struct TemplateExampleTests {
  @Test(
    arguments: try shelf.languages.filter {
      try shelf.list(PackFolder(language: $0, folder: ".")).contains("gate.yaml")
    })
  func everyExampleOfThePackPasses(_ language: String) throws {
    let gate = try language == "python" ? python.get() : PatchRules(language: language, from: shelf)
    let pack = try shelf.document(PackDocument(language: language, path: "pack.yaml"))
    guard case .array(let endings)? = pack["extensions"], let ending = endings.first?.text else { return }
    var seen = 0
    var refused: [String: String] = [:]
    for name in try shelf.list(PackFolder(language: language, folder: "templates")) {
      let template = try shelf.document(PackDocument(language: language, path: "templates/\(name)"))
      guard let example = template["example"], let before = example["before"]?.text, let after = example["after"]?.text
      else { continue }
      seen += 1
      let exception = ThrownException(
        type: example["exception"]?.text ?? "", message: example["message"]?.text ?? "", frames: [])
      let file = EditedFile(path: "shop/cart\(ending)", before: Array(before.utf8), after: Array(after.utf8))
      let report = gate.examine([file], for: diagnosis(exception))
      if !report.refusals.isEmpty { refused[name] = report.reason }
    }
    #expect(seen > (language == "python" ? 100 : 2))
    #expect(refused == [:])
  }
}

extension JSONValue {
  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
