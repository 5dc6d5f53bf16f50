/// JSON pointers (RFC 6901): the text form of a path of keys and indexes.
public enum JSONPointer {
  /// The pointer of `path`; empty for the whole value.
  public static func text(_ path: some Sequence<String>) -> String {
    path.map { "/" + escaped($0) }.joined()
  }

  /// The path that `text` points along, or nil when it is no pointer.
  public static func path(_ text: String) -> [String]? {
    guard text.isEmpty || text.hasPrefix("/") else { return nil }
    var path: [String] = []
    for step in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let step = unescaped(step) else { return nil }
      path.append(step)
    }
    return path
  }

  private static func escaped(_ step: String) -> String {
    guard step.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return step }
    return step.reduce(into: "") { text, character in
      switch character {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.append(character)
      }
    }
  }

  private static func unescaped(_ step: Substring) -> String? {
    let parts = step.split(separator: "~", omittingEmptySubsequences: false)
    var text = String(parts[0])
    for part in parts.dropFirst() {
      switch part.first {
      case "0": text += "~"
      case "1": text += "/"
      default: return nil
      }
      text += part.dropFirst()
    }
    return text
  }
}
