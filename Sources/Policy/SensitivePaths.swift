/// Parts of a service where a wrong patch costs more than an outage.
public struct SensitivePaths: Sendable, Hashable {
  /// Words that make a path sensitive when they are one of its words: `shop/payment_api.py` has shop, payment, api, py.
  public var words: Set<String>

  /// The words that nobody has to configure.
  public static let usual: Set<String> = [
    "auth", "authentication", "authorization", "credentials", "login", "oauth", "password", "passwords", "session",
    "sessions", "billing", "payment", "payments", "migration", "migrations", "sql",
  ]

  /// Makes the usual rule, with more words of the operator's own.
  public init(more: Set<String> = []) { words = Self.usual.union(more.map { $0.lowercased() }) }

  /// The word for which a path is sensitive.
  func word(in path: String) -> String? {
    Self.words(of: path).first(where: words.contains)
  }

  /// `accountLogin` has two words, as `account_login` has.
  private static func words(of path: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in path {
      let breaks = !character.isLetter || (character.isUppercase && wasLower)
      if breaks, !word.isEmpty {
        words.append(word)
        word = ""
      }
      if character.isLetter { word += character.lowercased() }
      wasLower = character.isLowercase
    }
    return word.isEmpty ? words : words + [word]
  }
}
