import Healing
import LanguageModels

/// One patch of an answer that has passed the schema; nothing of it is believed yet.
struct ProposedPatch {
  struct Edit {
    var find: String
    var replace: String

    init(_ value: JSONValue) {
      find = value["find"]?.text ?? ""
      replace = value["replace"]?.text ?? ""
    }

    /// The same where the lines were copied with the numbers of the excerpt in front of them.
    var withoutNumbers: Edit {
      let lines = find.split(separator: "\n", omittingEmptySubsequences: false)
      let plain = lines.map(Self.plain)
      // A text that ends with the end of a line has no line behind it.
      guard zip(lines, plain).allSatisfy({ $1 != nil || $0.isEmpty }), plain.contains(where: { $0 != nil }) else {
        return self
      }
      var edit = self
      edit.find = zip(lines, plain).map { $1 ?? $0 }.joined(separator: "\n")
      edit.replace = replace.split(separator: "\n", omittingEmptySubsequences: false).map { Self.plain($0) ?? $0 }
        .joined(separator: "\n")
      return edit
    }

    /// What stands behind `12| `; nil: no number stands in front.
    private static func plain(_ line: Substring) -> Substring? {
      let rest = line.drop { ("0"..."9").contains($0) }
      if rest.count == line.count { return nil }
      return rest.hasPrefix("| ") ? rest.dropFirst(2) : rest == "|" ? "" : nil
    }
  }

  var file: String
  var edits: [Edit]
  /// One line.
  var title: String
  /// 0 to 1.
  var confidence: Double
  var hidesError: Bool

  /// In the order of the answer.
  static func all(in answer: JSONValue) -> [ProposedPatch] { (answer["patches"]?.array ?? []).map(ProposedPatch.init) }

  private init(_ value: JSONValue) {
    let path = value["file"]?.text ?? ""
    file = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    edits = (value["edits"]?.array ?? []).map { Edit($0).withoutNumbers }
    title = (value["title"]?.text ?? "").line(of: 120)
    confidence = min(1, max(0, value["confidence"]?.double ?? 0.5))
    hidesError = value["hides_error"]?.bool ?? false
  }
}
