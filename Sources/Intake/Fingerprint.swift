import Digest
import Healing

/// The stable key of a trouble: the class of the root cause and the project's frames that lead to it, without lines,
/// which move with every edit. Where no frame is the project's own, the words of the message without what varies.
enum Fingerprint {
  /// More frames would tell apart callers of the same bug.
  private static let frames = 3

  static func of(_ event: Event, _ root: ThrownException?) -> String {
    let own = (root?.frames ?? []).filter(\.project).prefix(frames)
    var parts = [event.service, "\(event.signal == .exit ? "exit" : "error")", root?.type ?? event.type ?? ""]
    if own.isEmpty {
      parts.append(plain(root?.message ?? event.message))
    } else {
      parts += own.map { "\($0.file) \($0.symbol ?? "")" }
    }
    return SHA256.hex(of: parts.joined(separator: "\n"))
  }

  /// The first line with numbers, hex and quoted values made alike.
  static func plain(_ message: String) -> String {
    var result = ""
    var quote: Character?
    var inNumber = false
    for character in message.prefix(while: { !$0.isNewline }).prefix(500) {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      if character == "'" || character == "\"" || character == "`" {
        quote = character
        result += "*"
      } else if character.isNumber || (inNumber && character.isHexDigit) {
        if !inNumber { result += "#" }
        inNumber = true
        continue
      } else {
        result.append(character)
      }
      inNumber = false
    }
    return result
  }
}
