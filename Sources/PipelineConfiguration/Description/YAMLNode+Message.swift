import Healing
import YAMLDocument

extension YAMLNode {
  /// What stands here, for a message that begins with what should.
  var named: String {
    switch content {
    case .mapping(let entries): entries.isEmpty ? "an empty mapping" : "a mapping"
    case .sequence(let items): items.isEmpty ? "an empty list" : "a list"
    case .scalar(let scalar):
      switch scalar.json {
      case .null: "nothing"
      case .bool, .integer, .number: scalar.text.brief
      default: scalar.text.brief.debugDescription
      }
    }
  }
}

extension String {
  /// Cut to what a line of a terminal can hold.
  var brief: String { brief(60) }

  /// Cut to a number of characters.
  func brief(_ length: Int) -> String { count > length ? prefix(length - 1) + "…" : self }
}
