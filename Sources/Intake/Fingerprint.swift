import Digest
import Healing

/// The stable key of a trouble: the class of the root cause and the service's own functions in which it showed. Lines
/// are left out, so that an edit elsewhere in a file makes no new trouble; the message too, where there are frames.
struct Fingerprint: Sendable {
  /// How many of the innermost own frames count: more would tell callers apart and not troubles.
  private static let frames = 5
  /// A change of the rules changes this, or old and new keys would mix.
  private static let version = "1"

  private let messages = MessageShape()

  /// The key as lower-case hexadecimal digits.
  func of(_ root: ThrownException?, _ event: Event) -> String {
    var parts = [Self.version, root?.type ?? event.type ?? event.signal.rawValue]
    let own = (root?.frames ?? []).filter(\.project)
    let places = (own.isEmpty ? root?.frames ?? [] : own).map(place)
    if places.isEmpty {
      parts.append(messages.shape(of: root?.message ?? event.message))
    } else {
      parts += withoutRepetitions(places).prefix(Self.frames)
    }
    return String(SHA256.hex(of: parts.map { "\($0.utf8.count):\($0)" }.joined()).prefix(32))
  }

  private func place(_ frame: StackFrame) -> String {
    (frame.project ? frame.file : library(frame.file)) + " " + symbol(frame.symbol ?? "")
  }

  /// Where a library is installed and in which version says nothing about the trouble.
  private func library(_ file: String) -> String {
    let parts = file.split(separator: "/").suffix(3)
    return parts.map { part in String(part.filter { !$0.isNumber }) }.joined(separator: "/")
  }

  /// Numbers in names are given by compilers: `lambda$3`, `<anonymous>_2`.
  private func symbol(_ name: String) -> String {
    var name = name
    while let last = name.last, last.isNumber || last == "$" || last == "_" { name.removeLast() }
    return name
  }

  /// Recursion shows the same place over and over, a different number of times.
  private func withoutRepetitions(_ places: [String]) -> [String] {
    var result: [String] = []
    for place in places.prefix(200) where !result.contains(place) { result.append(place) }
    return result
  }
}
