import Healing
import YAMLDocument

/// One key of a section: its name, what it holds, what it means, and what holds when it is left out.
struct Key<Value: Sendable>: Sendable {
  enum Absence: Sendable {
    case isWrong
    case isNothing
    /// The value, and how it would be written.
    case means(Value, written: JSONValue)
    /// The same as this text, where the value depends on the file that leaves it out.
    case reads(String)
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
  /// What is read in its place when it is left out.
  var unsaid: String? { get }
  func value(of node: YAMLNode, _ path: [String], _ reading: Reading) -> (any Sendable)?
}

extension Key: SectionKey {
  var isRequired: Bool { if case .isWrong = absence { true } else { false } }

  var schema: JSONValue {
    let described = shape.schema.with(["description": .string(meaning)])
    return switch absence {
    case .means(_, let written): described.with(["default": written])
    case .reads(let text): described.with(["default": .string(text)])
    case .isWrong, .isNothing: described
    }
  }

  func value(of node: YAMLNode, _ path: [String], _ reading: Reading) -> (any Sendable)? {
    shape.read(node, path, reading)
  }

  var unsaid: String? { if case .reads(let text) = absence { text } else { nil } }
}
