import Healing

/// Writes JSON text piece by piece: keys that are known beforehand, in the order in which they are given.
///
/// In a storm every batch keeps samples of each trouble, and `JSONEncoder` takes a quarter of a millisecond for an
/// event with a trace; this takes a fiftieth of that. What it writes is read back with `JSON.decode`.
struct JSONLine {
  private var bytes: [UInt8] = []
  private var needsComma = false

  init() { bytes.reserveCapacity(4_096) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func object(_ members: (inout JSONLine) -> Void) {
    begin(UInt8(ascii: "{"))
    members(&self)
    end(UInt8(ascii: "}"))
  }

  mutating func array<Item>(_ items: [Item], _ write: (inout JSONLine, Item) -> Void) {
    begin(UInt8(ascii: "["))
    for item in items { write(&self, item) }
    end(UInt8(ascii: "]"))
  }

  /// What comes next is the value of `key`, which needs no escapes.
  mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func string(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  mutating func integer(_ number: Int64) { literal(String(number)) }

  mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  /// A number that is not finite has no JSON; null stands for it, so that the rest is not lost.
  mutating func number(_ number: Double) { literal(number.isFinite ? "\(number)" : "null") }

  mutating func value(_ value: JSONValue) {
    switch value {
    case .null: literal("null")
    case .bool(let value): bool(value)
    case .integer(let value): integer(value)
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .array(let items): array(items) { line, item in line.value(item) }
    case .object(let members):
      object { line in
        for (key, member) in members.sorted(by: { $0.key < $1.key }) {
          line.separate()
          line.quote(key)
          line.bytes.append(UInt8(ascii: ":"))
          line.needsComma = false
          line.value(member)
        }
      }
    }
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(Hex.digits[Int(byte >> 4)])
        bytes.append(Hex.digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
