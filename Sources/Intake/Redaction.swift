import Healing
import Patterns

/// Takes secrets out of everything that a service says, before anything is stored or shown.
struct Redaction: Sendable {
  static let mark = "[redacted]"

  /// Each with a group `secret` for the part that goes.
  private static let texts = [
    #"(?i)\b(?:authorization|proxy-authorization)\b["']?\s*[:=,]\s*["']?(?<secret>(?:bearer|basic|digest|token)?\s*[^\s"',;\]}]+)"#,
    #"(?i)\b(?:bearer|basic)\s+(?<secret>[A-Za-z0-9._~+/=-]{8,})"#,
    #"(?i)\b(?:set-)?cookie["']?\s*[:=,]\s*["']?(?<secret>[^"'\r\n\]}]+)"#,
    #"(?i)(?:[\w-]*(?:passw(?:or)?d|passwd|pwd|secret|token|api[_-]?key|apikey|access[_-]?key|private[_-]?key|credential|session[_-]?id)[\w-]*)["']?\s*[:=,]\s*["']?(?<secret>[^\s"'&,;\]})]+)"#,
    #"(?i)\b[a-z][a-z0-9+.-]*://[^\s/:@]*:(?<secret>[^\s/@]+)@"#,
    #"\b(?<secret>(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|sk-[A-Za-z0-9_-]{16,}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*)\b"#,
    #"(?<secret>-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$))"#,
    #"\b(?<secret>(?:\d[ -]?){13,18}\d)\b"#,
  ]

  private static let patterns: [Pattern] = texts.map { text in
    do { return try Pattern(text) } catch { preconditionFailure("a pattern of the redaction is wrong: \(error)") }
  }

  /// The event without secrets.
  func redacted(_ event: Event) -> Event {
    var event = event
    event.message = redacted(event.message)
    event.trace = event.trace.map(redacted)
    event.locals = event.locals.map(redacted)
    event.attributes = event.attributes.map(redacted)
    return event
  }

  func redacted(_ text: String) -> String {
    var text = text
    for pattern in Self.patterns {
      // A text has few secrets; what repeats is found again in what is left.
      for _ in 0..<64 {
        guard let match = pattern.firstMatch(in: text), let secret = match.text(named: "secret"), !secret.isEmpty,
          !secret.hasPrefix(Self.mark)
        else { break }
        text = text.replacing(secret, with: Self.mark)
      }
    }
    return text
  }

  private func redacted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): return .string(redacted(text))
    case .array(let items):
      // A header is a pair of a name and a value.
      if items.count == 2, let name = items[0].text, Self.names(name) { return [.string(name), .string(Self.mark)] }
      return .array(items.map(redacted))
    case .object(let members):
      return .object(
        Dictionary(
          uniqueKeysWithValues: members.map { key, value in
            (key, Self.names(key) && value.text != nil ? .string(Self.mark) : redacted(value))
          }))
    default: return value
    }
  }

  private static func names(_ key: String) -> Bool {
    let key = key.lowercased()
    return ["authorization", "cookie", "password", "passwd", "secret", "token", "api-key", "api_key", "apikey", "credential"]
      .contains { key.contains($0) }
  }
}
