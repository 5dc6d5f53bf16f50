import Healing
import YAMLDocument

/// One key of a section: its name, what it holds, what it means, and what holds when it is left out.
struct Key<Value: Sendable>: Sendable {
  enum Absence: Sendable {
    case isWrong
    case isNothing
    /// The value, and how it would be written.
    case means(Value, written: JSONValue)
  }

  var name: String
  var shape: Shape<Value>
  var meaning: String
  var absence: Absence

  init(_ name: String, _ shape: Shape<Value>, _ meaning: String, absence: Absence = .isNothing) {
    self.name = name
    self.shape = shape
    self.meaning = meaning
    self.absence = absence
  }
}

extension Key {
  /// What holds when the key is left out. Only for keys whose table gives it a default.
  var standard: Value {
    guard case .means(let value, _) = absence else {
      preconditionFailure("the key \(name) has no default in its table")
    }
    return value
  }
}

/// A key whatever it holds: what a section needs for its table.
protocol SectionKey: Sendable {
  var name: String { get }
  var isRequired: Bool { get }
  /// The schema of its value with its meaning and default.
  var schema: JSONValue { get }
  func value(of node: YAMLNode, _ path: [String], _ reading: Reading) -> (any Sendable)?
}

extension Key: SectionKey {
  var isRequired: Bool { if case .isWrong = absence { true } else { false } }

  var schema: JSONValue {
    let described = shape.schema.with(["description": .string(meaning)])
    guard case .means(_, let written) = absence else { return described }
    return described.with(["default": written])
  }

  func value(of node: YAMLNode, _ path: [String], _ reading: Reading) -> (any Sendable)? {
    shape.read(node, path, reading)
  }
}
