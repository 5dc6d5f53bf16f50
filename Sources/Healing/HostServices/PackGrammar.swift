/// The grammar of a language.
public struct PackGrammar: Sendable, Hashable, Codable {
  public var language: String
  public init(language: String) { self.language = language }
}
