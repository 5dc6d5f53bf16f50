/// The grammar of a language.
public struct PackGrammar: Sendable, Hashable, Codable {
  /// Id of the pack, whose `pack.yaml` names the grammar's symbol.
  public var language: String
  /// Asks by the id of a pack.
  public init(language: String) { self.language = language }
}
