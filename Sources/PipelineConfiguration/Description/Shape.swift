import Healing
import YAMLDocument

/// One kind of value that the file can hold: how it is read, and how an editor is told of it. The two stand side by
/// side here and nowhere else, so that they cannot differ.
struct Shape<Value: Sendable>: Sendable {
  /// JSON Schema of what `read` takes.
  var schema: JSONValue
  /// The value of a node at a path; nil after reporting what is wrong.
  var read: @Sendable (YAMLNode, [String], Reading) -> Value?

  init(schema: JSONValue, read: @escaping @Sendable (YAMLNode, [String], Reading) -> Value?) {
    self.schema = schema
    self.read = read
  }
}

extension JSONValue {
  /// This object with the members of `other`, which win.
  func with(_ other: [String: JSONValue]) -> JSONValue {
    .object((object ?? [:]).merging(other) { _, new in new })
  }
}
