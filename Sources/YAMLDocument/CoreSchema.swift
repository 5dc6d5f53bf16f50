import Healing

/// How YAML 1.2 reads a plain scalar.
enum CoreSchema {
  /// The null, truth value or number that `text` is; nil when it is a string.
  static func value(of text: String) -> JSONValue? {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: number(Array(text.utf8), text)
    }
  }

  private static func number(_ bytes: [UInt8], _ text: String) -> JSONValue? {
    if let value = prefixedInteger(text) { return .integer(value) }
    guard let shape = NumberShape(bytes) else { return nil }
    if shape == .integer, let value = Int64(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { return nil }
    return .number(value)
  }

  private static func prefixedInteger(_ text: String) -> Int64? {
    // Int64(_:radix:) would take a sign after the prefix, which YAML does not.
    guard let first = text.dropFirst(2).utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+") else {
      return nil
    }
    if text.hasPrefix("0x") { return Int64(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return Int64(text.dropFirst(2), radix: 8) }
    return nil
  }
}

/// The two spellings of a decimal number. Swift's own reading takes more (`0x1p3`, `inf`), hence the check first.
private enum NumberShape {
  case integer, fraction

  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
    let whole = NumberShape.digits(&rest)
    guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else {
      guard rest.isEmpty, whole > 0 else { return nil }
      self = .integer
      return
    }
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = NumberShape.digits(&rest)
    }
    guard whole + fraction > 0, NumberShape.exponent(&rest) else { return nil }
    self = .fraction
  }

  private static func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
    let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    rest.removeFirst(count)
    return count
  }

  private static func exponent(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return true }
    guard first == UInt8(ascii: "e") || first == UInt8(ascii: "E") else { return false }
    rest.removeFirst()
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
    return digits(&rest) > 0 && rest.isEmpty
  }
}
