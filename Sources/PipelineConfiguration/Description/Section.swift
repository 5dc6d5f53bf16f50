import Healing
import JSONSchema
import YAMLDocument

/// A mapping that has been read by its table of keys. Each value is taken out by the key that it was read with.
struct Section {
  let path: [String]
  let reading: Reading
  private let values: [String: any Sendable]
  private let given: Set<String>

  /// Reads every key of the table, and reports keys that are not in it and keys that are missing.
  init(_ entries: [YAMLEntry], _ path: [String], _ reading: Reading, keys: [any SectionKey]) {
    self.path = path
    self.reading = reading
    var values: [String: any Sendable] = [:]
    for key in keys {
      let unsaid = key.unsaid.map { YAMLNode(.scalar(YAMLScalar(text: $0, style: .plain)), mark: .start) }
      guard let node = entries.first(where: { $0.key == key.name })?.value ?? unsaid else { continue }
      values[key.name] = key.value(of: node, path + [key.name], reading)
    }
    self.values = values
    given = Set(entries.map(\.key))
    Self.check(entries, path, reading, keys)
  }

  /// Whether a key was written at all, be its value right or wrong.
  func gives(_ key: any SectionKey) -> Bool { given.contains(key.name) }

  /// The name of this section: the last key that leads to it.
  var name: String { path.last ?? "" }

  /// The value of a key; nil when it is missing or wrong.
  subscript<Value>(key: Key<Value>) -> Value? { values[key.name] as? Value }

  /// The value of a key that has a default, which also stands in for a wrong value.
  func value<Value>(_ key: Key<Value>) -> Value { self[key] ?? key.standard }

  /// A misspelt key is one mistake: that the right one is missing is not told as well.
  private static func check(_ entries: [YAMLEntry], _ path: [String], _ reading: Reading, _ keys: [any SectionKey]) {
    let given = Set(entries.map(\.key))
    let names = keys.map(\.name)
    let free = names.filter { !given.contains($0) }
    var meant: Set<String> = []
    for entry in entries where !names.contains(entry.key) && !(path.isEmpty && entry.key.hasPrefix("x-")) {
      let near = NearestName.nearest(to: entry.key, in: free)
      if let name = near { meant.insert(name) }
      let suggestion = near.map { Suggestion.didYouMean($0) } ?? Suggestion.choice(of: free)
      reading.misplaced(path + [entry.key], "unknown key", entry.key == "<<" ? Suggestion.noMerge : suggestion)
    }
    for key in keys where key.isRequired && !given.contains(key.name) && !meant.contains(key.name) {
      reading.wrong(path + [key.name], "this key is missing", key.example.map { "add \($0)" })
    }
  }
}

extension SectionKey {
  /// The key with its first example, as it would be written.
  fileprivate var example: String? {
    schema["examples"]?.array?.first.map { "\(name): \($0.asYAML)" }
  }
}
