/// The text form of everything that host and keeper say to each other and that the keeper writes down: fields
/// `name=value`, each ended by a NUL byte, in any order. A name may occur again: a list. Paths, arguments and variables
/// can hold every byte but NUL, so nothing needs an escape, and the keeper needs no JSON library to start quickly.
public struct Fields: Sendable, Hashable {
  /// No message and no state file is longer.
  public static let largest = 160 << 10
  /// Said first in every message; another version is refused.
  public static let version = "homeostasis-keeper/1"

  private var pairs: [(name: String, value: String)] = []

  /// No fields.
  public init() {}

  /// Reads fields.
  /// - Throws: when the bytes are not what ``bytes`` writes, are too many, or speak another version.
  public init(_ bytes: [UInt8]) throws(ProtocolFailure) {
    guard bytes.count <= Self.largest else { throw .malformed("a message of more than \(Self.largest) bytes") }
    guard bytes.last == 0 else { throw .malformed("a message that is cut off") }
    var parts = bytes.dropLast().split(separator: 0, omittingEmptySubsequences: false).makeIterator()
    guard let spoken = parts.next().flatMap({ String(validating: $0, as: UTF8.self) }), spoken == Self.version else {
      throw .malformed("not \(Self.version)")
    }
    while let part = parts.next() {
      guard let text = String(validating: part, as: UTF8.self), let split = text.firstIndex(of: "="),
        split != text.startIndex
      else { throw .malformed("a field without a name") }
      pairs.append((String(text[..<split]), String(text[text.index(after: split)...])))
    }
  }

  /// The fields as they are sent and stored.
  public var bytes: [UInt8] {
    var all = Array(Self.version.utf8) + [0]
    for (name, value) in pairs { all += Array(name.utf8) + [UInt8(ascii: "=")] + Array(value.utf8) + [0] }
    return all
  }

  /// The same fields in the same order.
  public static func == (left: Fields, right: Fields) -> Bool { left.bytes == right.bytes }
  /// By the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension Fields {
  /// The first value of a name; setting replaces it, nil leaves it out.
  public subscript(name: String) -> String? {
    get { pairs.first { $0.name == name }?.value }
    set {
      pairs.removeAll { $0.name == name }
      if let newValue { pairs.append((name, Self.clean(newValue))) }
    }
  }

  /// All values of a name, in order.
  public func list(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// Adds a value to a name's list.
  public mutating func add(_ name: String, _ value: String) { pairs.append((name, Self.clean(value))) }

  /// Adds the fields of a nested record, which ``nested(_:)`` gives back.
  public mutating func add(_ prefix: String, _ index: Int, _ fields: Fields) {
    for (name, value) in fields.pairs { pairs.append(("\(prefix).\(index).\(name)", value)) }
  }

  /// The nested records under a prefix, by their index.
  public func nested(_ prefix: String) -> [Fields] {
    var found: [Int: Fields] = [:]
    for (name, value) in pairs where name.hasPrefix(prefix + ".") {
      let rest = name.dropFirst(prefix.count + 1)
      guard let dot = rest.firstIndex(of: "."), let index = Int(rest[..<dot]) else { continue }
      found[index, default: Fields()].pairs.append((String(rest[rest.index(after: dot)...]), value))
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The value of a name that has to be there.
  public func text(_ name: String) throws(ProtocolFailure) -> String {
    guard let value = self[name] else { throw .malformed("no field `\(name)`") }
    return value
  }

  /// As ``text(_:)``, a number.
  public func number<Number: FixedWidthInteger>(_ name: String) throws(ProtocolFailure) -> Number {
    guard let value = Number(try text(name)) else { throw .malformed("`\(name)` is not a number") }
    return value
  }

  /// A number that may be missing.
  public func optionalNumber<Number: FixedWidthInteger>(_ name: String) throws(ProtocolFailure) -> Number? {
    self[name] == nil ? nil : try number(name)
  }

  /// NUL ends a field and cannot be in one.
  private static func clean(_ value: String) -> String {
    value.utf8.contains(0) ? String(value.unicodeScalars.filter { $0 != "\0" }.map(Character.init)) : value
  }
}
