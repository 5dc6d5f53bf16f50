public import Healing
public import SyntaxTree

/// The sources of a service, read and parsed when they are first asked for.
public final class Project {
  /// The language.
  public let pack: LanguagePack
  /// The language's grammar.
  public let grammar: Grammar
  private let files: any FileService
  private var parsed: [String: ProjectFile?] = [:]
  private var listed: [String]?

  /// How many sources are looked at, and how long one may be: a larger tree is searched in part.
  private static let limit = (files: 400, bytes: Int64(1_000_000))

  /// - Parameter files: reads below the root of the service.
  public init(files: any FileService, pack: LanguagePack, grammar: Grammar) {
    self.files = files
    self.pack = pack
    self.grammar = grammar
  }

  /// The sources, tests included and libraries not, in alphabetical order.
  public func paths() throws(StageFailure) -> [String] {
    if let listed { return listed }
    var paths: [String] = []
    for suffix in pack.extensions {
      for entry in try files.list(FileList(pattern: "**/*\(suffix)")) + files.list(FileList(pattern: "*\(suffix)"))
      where entry.bytes <= Self.limit.bytes && !pack.isLibrary(entry.path) && !paths.contains(entry.path) {
        paths.append(entry.path)
      }
    }
    paths = Array(paths.sorted().prefix(Self.limit.files))
    listed = paths
    return paths
  }

  /// The file, parsed; nil when there is none, or it cannot be read or parsed.
  public func file(_ path: String) -> ProjectFile? {
    if let known = parsed[path] { return known }
    let file = read(path)
    parsed[path] = .some(file)
    return file
  }

  /// All sources.
  func sources() throws(StageFailure) -> [ProjectFile] {
    var sources: [ProjectFile] = []
    for path in try paths() {
      if let file = file(path) { sources.append(file) }
    }
    return sources
  }

  /// The file that a node is of.
  func file(of node: SyntaxNode) -> ProjectFile? {
    parsed.values.lazy.compactMap { $0 }.first { $0.tree === node.tree }
  }

  private func read(_ path: String) -> ProjectFile? {
    do {
      let content = try files.read(FileRead(path: path))
      guard let bytes = content.bytes else { return nil }
      let text = SourceText(bytes)
      let tree = try SyntaxTree(text.working, grammar: grammar)
      return ProjectFile(path: path, text: text, tree: tree, pack: pack)
    } catch {
      // A frame may name a file that is gone, or one that takes too long to parse: there is nothing to mend there.
      return nil
    }
  }
}
