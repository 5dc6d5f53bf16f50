internal import Healing
internal import Patterns

/// A value inside a file of a pack that knows where it stands, for messages.
struct PackValue {
  let value: JSONValue
  let file: String
  let path: String

  init(_ value: JSONValue, file: String, path: String = "") {
    self.value = value
    self.file = file
    self.path = path
  }

  func fail(_ message: String) -> PackFailure { PackFailure(file: file, path: path, message: message) }

  /// The member, when there is one.
  func optional(_ key: String) -> PackValue? {
    guard let member = value[key], member != .null else { return nil }
    return PackValue(member, file: file, path: path.isEmpty ? key : "\(path).\(key)")
  }

  /// The member, which must be there.
  func member(_ key: String) throws(PackFailure) -> PackValue {
    guard let member = optional(key) else { throw fail("`\(key)` is missing") }
    return member
  }

  /// Refuses members that nothing reads: a misspelt one would be ignored silently.
  func allow(_ keys: Set<String>) throws(PackFailure) {
    guard case .object(let members) = value else { throw fail("a mapping is expected") }
    if let strange = members.keys.filter({ !keys.contains($0) }).sorted().first {
      throw fail("`\(strange)` is not known here; known are \(keys.sorted().joined(separator: ", "))")
    }
  }

  func text() throws(PackFailure) -> String {
    switch value {
    case .string(let text): return text
    case .integer(let number): return "\(number)"
    default: throw fail("text is expected")
    }
  }

  func number() throws(PackFailure) -> Double {
    guard let number = value.double else { throw fail("a number is expected") }
    return number
  }

  /// The items of a list; a single value is a list of one.
  func items() -> [PackValue] {
    guard case .array(let items) = value else { return [self] }
    return items.enumerated().map { PackValue($0.element, file: file, path: "\(path)[\($0.offset)]") }
  }

  func texts() throws(PackFailure) -> [String] {
    var texts: [String] = []
    for item in items() { texts.append(try item.text()) }
    return texts
  }

  func members() throws(PackFailure) -> [(key: String, value: PackValue)] {
    guard case .object(let members) = value else { throw fail("a mapping is expected") }
    return members.sorted { $0.key < $1.key }.map {
      ($0.key, PackValue($0.value, file: file, path: path.isEmpty ? $0.key : "\(path).\($0.key)"))
    }
  }

  func pattern() throws(PackFailure) -> Pattern {
    let text = try text()
    do {
      return try Pattern(text, options: .dotMatchesNewline)
    } catch {
      throw fail("\(error)")
    }
  }

  func patterns() throws(PackFailure) -> [Pattern] {
    var patterns: [Pattern] = []
    for item in items() { patterns.append(try item.pattern()) }
    return patterns
  }
}
