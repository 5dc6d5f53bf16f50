internal import Healing
internal import SyntaxTree

/// A template's file before its queries are compiled: to compile those of a whole pack takes longer than to heal with
/// one of them, so that only the templates which know the failure are made ready.
struct TemplateSource: Sendable {
  let file: String
  let document: JSONValue
  /// What each of its cases asks of the exception; nil: that cannot be read, and making it ready says why.
  private let cases: [FaultHead]?

  init(_ document: JSONValue, file: String, shapes: [String: FaultShape]) {
    self.file = file
    self.document = document
    let root = PackValue(document, file: file)
    var heads: [FaultHead] = []
    do throws(PackFailure) {
      for name in root.optional("fault")?.items() ?? [] {
        guard let shape = shapes[try name.text()] else { throw name.fail("there is no such fault") }
        heads += shape.cases.map(\.head)
      }
      for item in root.optional("cases")?.items() ?? [] { heads.append(try FaultHead(item)) }
      cases = heads.isEmpty ? nil : heads
    } catch {
      cases = nil
    }
  }

  /// Whether one of its cases may be the failure.
  func knows(_ exceptions: [ThrownException]) -> Bool {
    guard let cases else { return true }
    let chain: [ThrownException?] = exceptions.isEmpty ? [nil] : exceptions
    return cases.contains { head in chain.contains { head.groups($0) != nil } }
  }

  func ready(
    _ pack: LanguagePack, _ grammar: Grammar, _ shapes: [String: FaultShape]
  ) throws(PackFailure) -> Template {
    try Template(document, file: file, pack: pack, grammar: grammar, shapes: shapes)
  }
}
