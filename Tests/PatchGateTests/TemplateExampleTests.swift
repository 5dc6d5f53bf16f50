import Healing
import LanguageKit
import LanguagePacks
import PatchGate
import Testing

/// What our own templates write must pass the gate: else they would search for nothing.
@Suite struct TemplateExampleTests {
  @Test func everyExampleOfThePackPasses() throws {
    var seen = 0
    var refused: [String: String] = [:]
    for name in try shelf.list(PackFolder(language: "python", folder: "templates")) {
      let template = try shelf.document(PackDocument(language: "python", path: "templates/\(name)"))
      guard let example = template["example"], let before = example["before"]?.text, let after = example["after"]?.text
      else { continue }
      seen += 1
      let exception = ThrownException(
        type: example["exception"]?.text ?? "", message: example["message"]?.text ?? "", frames: [])
      let file = EditedFile(path: "shop/cart.py", before: Array(before.utf8), after: Array(after.utf8))
      let report = try python.get().examine([file], for: diagnosis(exception))
      if !report.refusals.isEmpty { refused[name] = report.reason }
    }
    #expect(seen > 100)
    #expect(refused == [:])
  }
}

extension JSONValue {
  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
