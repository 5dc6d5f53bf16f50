/// Names of one kind: `os.system` with all below it, or `.unlink` as a member of anything.
struct MentionedNames: Sendable {
  private let whole: Set<String>
  private let members: Set<String>

  init(_ words: Set<String>) {
    whole = words.filter { !$0.hasPrefix(".") }
    members = Set(words.filter { $0.hasPrefix(".") }.map { String($0.dropFirst()) })
  }

  /// The word by which a name is one of these, however it goes on.
  func word(in name: String) -> String? {
    let parts = name.split(separator: ".").map(String.init)
    return member(in: name)
      ?? parts.indices.lazy.map { parts[...$0].joined(separator: ".") }.first(where: whole.contains)
  }

  /// The same, also where it begins in the middle of the name.
  func word(anywhereIn name: String) -> String? {
    let parts = name.split(separator: ".")
    return parts.indices.lazy.compactMap { word(in: parts[$0...].joined(separator: ".")) }.first
  }

  /// Whether a name ends with a module of which these are members: `os`, and `os.path.os`.
  func hasMembers(ofLastPartOf name: String) -> Bool {
    guard let last = name.split(separator: ".").last else { return false }
    return whole.contains { $0.hasPrefix(last + ".") }
  }

  /// The same for a name whose root is the file's own.
  func member(in name: String) -> String? {
    name.split(separator: ".").dropFirst().map(String.init).first(where: members.contains).map { "." + $0 }
  }
}
