/// `homeostasis.pack/1`: the language pack of the service that the call is about, as data.
public protocol PackService: Sendable {
  /// A file of the pack, its YAML read and given as JSON. Throws `failed` with code `pack.absent` when there is none.
  func document(_ request: PackDocument) throws(StageFailure) -> JSONValue
  /// Names of the files in a folder of the pack (`templates`), in alphabetical order; empty when there is no folder.
  func list(_ request: PackFolder) throws(StageFailure) -> [String]
  /// Where the language's tree-sitter grammar is.
  func grammar(_ request: PackGrammar) throws(StageFailure) -> GrammarPlace
}
