import Healing

/// A nested value that can be written as JSON without the coder, which would take longer than the whole rest of a call.
protocol NestedText {
  /// Appends what the coder would write: keys in `snake_case`, sorted, absent ones left out.
  func write(to text: inout NestedJSON)
}

/// JSON text that is being written.
struct NestedJSON {
  private var bytes: [UInt8] = []
  private var first = true

  static func text(_ list: [some NestedText]) -> String {
    if list.isEmpty { return "[]" }
    var json = NestedJSON()
    json.bytes.reserveCapacity(list.count * 128)
    json.array(list)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private mutating func array(_ list: [some NestedText]) {
    bytes.append(UInt8(ascii: "["))
    for (index, item) in list.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      item.write(to: &self)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func object(_ members: (inout NestedJSON) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    first = true
    members(&self)
    bytes.append(UInt8(ascii: "}"))
    first = false
  }

  mutating func member(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    self.key(key)
    string(value)
  }

  mutating func member(_ key: StaticString, _ value: Int) {
    self.key(key)
    bytes += "\(value)".utf8
  }

  mutating func member(_ key: StaticString, _ value: Bool) {
    self.key(key)
    bytes += (value ? "true" : "false").utf8
  }

  mutating func member(_ key: StaticString, _ list: [some NestedText]) {
    self.key(key)
    array(list)
    first = false
  }

  private mutating func key(_ key: StaticString) {
    if !first { bytes.append(UInt8(ascii: ",")) }
    first = false
    bytes.append(UInt8(ascii: "\""))
    bytes += UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\u00".utf8
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension String: NestedText {
  func write(to text: inout NestedJSON) { text.string(self) }
}

extension StackFrame: NestedText {
  func write(to text: inout NestedJSON) {
    text.object { text in
      text.member("file", file)
      text.member("line", line)
      text.member("module", module)
      text.member("project", project)
      text.member("source", source)
      text.member("symbol", symbol)
    }
  }
}

extension ThrownException: NestedText {
  func write(to text: inout NestedJSON) {
    text.object { text in
      text.member("frames", frames)
      text.member("message", message)
      text.member("type", type)
    }
  }
}

extension Evidence: NestedText {
  func write(to text: inout NestedJSON) {
    text.object { text in
      text.member("kind", kind)
      text.member("record", record)
      text.member("text", self.text)
    }
  }
}
