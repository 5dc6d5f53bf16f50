public import Healing
import SystemCalls

/// The language packs of some folders; of two with the same name the first wins, and ``shadowed`` names the second.
public struct PackShelf: PackService {
  private let packs: [String: StoredPack]
  /// Folders of packs that are not used because an earlier folder has one of the same name.
  public let shadowed: [String]
  /// The library with the tree-sitter grammars; nil where there is none.
  private let grammars: String?

  /// Looks for packs in `folders`, in this order. A folder that does not exist has none.
  public init(folders: [String], grammars: String?) {
    var packs: [String: StoredPack] = [:]
    var shadowed: [String] = []
    for folder in folders where Files.isFolder(folder) {
      // A folder that cannot be read has no packs to offer; the language is then reported as unknown.
      for id in (try? Files.list(folder)) ?? [] where Files.exists("\(folder)/\(id)/pack.yaml") {
        if packs[id] == nil {
          packs[id] = StoredPack(id: id, folder: "\(folder)/\(id)")
        } else {
          shadowed.append("\(folder)/\(id)")
        }
      }
    }
    self.packs = Self.based(packs)
    self.shadowed = shadowed
    self.grammars = grammars
  }

  /// Gives each pack the one that it extends, and this the one that it extends; a pack that extends itself has none.
  private static func based(_ packs: [String: StoredPack]) -> [String: StoredPack] {
    func based(_ pack: StoredPack, _ behind: Set<String>) -> StoredPack {
      guard let id = pack.extended, !behind.contains(id), let base = packs[id] else { return pack }
      var pack = pack
      pack.base = .pack(based(base, behind.union([id])))
      return pack
    }
    return packs.mapValues { based($0, [$0.id]) }
  }

  /// The ids of all packs, sorted.
  public var languages: [String] { packs.keys.sorted() }

  /// The pack of a language.
  /// - Throws: `pack.unknown-language`, with the languages that there are.
  public func pack(_ language: String) throws(StageFailure) -> StoredPack {
    guard let pack = packs[language] else {
      throw StageFailure(
        .invalid, code: "pack.unknown-language", place: language,
        message: "there is no pack for this language; there are \(languages.joined(separator: ", "))")
    }
    return pack
  }

  /// As ``StoredPack/document(_:)`` of the pack that is asked for.
  public func document(_ request: PackDocument) throws(StageFailure) -> JSONValue {
    try pack(request.language).document(request.path)
  }

  /// As ``StoredPack/list(_:)`` of the pack that is asked for.
  public func list(_ request: PackFolder) throws(StageFailure) -> [String] {
    try pack(request.language).list(request.folder)
  }

  /// Does not look whether the library has the symbol.
  /// - Throws: `pack.no-grammar`, `grammars.absent`; as ``pack(_:)``.
  public func grammar(_ request: PackGrammar) throws(StageFailure) -> GrammarPlace {
    let grammar = try pack(request.language).document("pack.yaml")["grammar"]
    guard let symbol = grammar?["symbol"]?.text else {
      throw StageFailure(
        .unsupported, code: "pack.no-grammar", place: request.language,
        message: "pack.yaml of this language names no grammar")
    }
    guard let grammars else {
      throw StageFailure(
        .failed, code: "grammars.absent", place: request.language,
        message:
          "the library of grammars is not installed: run `make grammars`, or set HOMEOSTASIS_GRAMMARS to its path")
    }
    // Grammars that the library of many has not got stand beside it, each in a library of its own.
    let name = grammar?["library"]?.text ?? "languages"
    if name == "languages" { return GrammarPlace(library: grammars, symbol: symbol) }
    let own = "\(Files.parent(of: grammars))/\(name).so"
    guard !name.contains("/"), Files.exists(own) else {
      throw StageFailure(
        .failed, code: "grammars.absent", place: request.language,
        message: "the library of grammars \(own) is not installed: run `make grammars`")
    }
    return GrammarPlace(library: own, symbol: symbol)
  }
}
