import Healing
import PluginBridge
import RecordSchemas

/// The form in which one value is handed over.
enum Handed: Hashable {
  case scalar(ScalarType), string, buffer

  init?(_ name: String) {
    switch name {
    case "string": self = .string
    case "buffer": self = .buffer
    default:
      guard let scalar = ScalarType(rawValue: name) else { return nil }
      self = .scalar(scalar)
    }
  }

  var name: String {
    switch self {
    case .scalar(let scalar): scalar.rawValue
    case .string: "string"
    case .buffer: "buffer"
    }
  }

  var advice: String {
    switch self {
    case .scalar(.bool): "bool takes true, false, and whole numbers"
    case .scalar(let scalar): scalar.isFraction ? "it takes numbers" : "it takes whole numbers within its range"
    case .string, .buffer: "it takes text"
    }
  }

  /// Whether the cells of such a column have this form, all or some of them: a range is seen at the call.
  func takes(_ kind: ColumnKind) -> Bool {
    switch self {
    case .scalar(.bool): kind == .bool || kind == .i64
    case .scalar(let scalar): kind == .i64 || (scalar.isFraction ? kind == .f64 : kind == .time || kind == .bool)
    case .string: kind == .text || kind == .json
    case .buffer: kind == .text || kind == .json || kind == .bytes
    }
  }

  /// A value of the configuration in this form; nil when it has none. `null` is a null pointer.
  func cell(_ value: JSONValue) -> Cell? {
    switch (self, value) {
    case (.string, .string(let text)): return text.utf8.contains(0) ? nil : .text(text)
    case (.buffer, .string(let text)): return .text(text)
    case (.string, .null), (.buffer, .null): return .null
    case (.scalar(let scalar), _):
      let cell: Cell
      switch value {
      case .bool(let truth): cell = .bool(truth)
      case .integer(let number): cell = .i64(number)
      case .number(let number): cell = .f64(number)
      default: return nil
      }
      return withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) {
        scalar.store(cell, at: $0.baseAddress!) ? cell : nil  // Eight bytes have an address.
      }
    default: return nil
    }
  }
}
