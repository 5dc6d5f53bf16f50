internal import Healing
internal import SyntaxTree

/// A kind of failure and the ways in which it shows, for all templates that mend it: a file of the pack's `faults`.
public struct FaultShape: Sendable {
  /// The file's name without its suffix; templates name it.
  public let id: String
  let cases: [FaultCase]

  init(_ document: JSONValue, file: String, grammar: Grammar) throws(PackFailure) {
    let root = PackValue(document, file: file)
    try root.allow(["id", "title", "cases"])
    id = try root.member("id").text()
    _ = try root.member("title").text()
    cases = try Self.cases(try root.member("cases"), grammar)
  }

  static func cases(_ value: PackValue, _ grammar: Grammar) throws(PackFailure) -> [FaultCase] {
    var cases: [FaultCase] = []
    for item in value.items() { cases.append(try FaultCase(item, grammar)) }
    return cases
  }
}
