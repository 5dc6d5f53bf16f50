import Healing
import LanguageModels

/// One patch of an answer that has passed the schema; nothing of it is believed yet.
struct ProposedPatch {
  struct Edit {
    var find: String
    var replace: String
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
    edits = (value["edits"]?.array ?? []).map {
      Edit(find: $0["find"]?.text ?? "", replace: $0["replace"]?.text ?? "")
    }
    title = (value["title"]?.text ?? "").line(of: 120)
    confidence = min(1, max(0, value["confidence"]?.double ?? 0.5))
    hidesError = value["hides_error"]?.bool ?? false
  }
}
