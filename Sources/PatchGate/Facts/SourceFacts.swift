/// What the gate asks about one version of a file, read from its syntax tree. The rules see nothing else.
public struct SourceFacts: Sendable, Hashable {
  /// Something that a patch may not newly do.
  public struct Act: Sendable, Hashable {
    /// What kind of thing.
    public var kind: ActKind
    /// As it is written: `os.system`.
    public var name: String
    /// From 1.
    public var line: Int

    /// Makes an act.
    public init(_ kind: ActKind, _ name: String, line: Int) {
      self.kind = kind
      self.name = name
      self.line = line
    }
  }

  /// One imported name.
  public struct Import: Sendable, Hashable {
    /// The module; with leading dots where it is relative.
    public var module: String
    /// What is taken out of it; nil: the module itself.
    public var name: String?
    /// The name by which the file knows it.
    public var bound: String
    /// From 1.
    public var line: Int

    /// The first part of the module's name; empty where it is relative.
    var root: String { String(module.prefix { $0 != "." }) }

    /// What `bound` stands for. Of a module `a.b` that is bound by its first part, `a`.
    var path: String {
      if let name { return "\(module).\(name)" }
      return module.hasPrefix(bound + ".") ? bound : module
    }

    /// Makes an import.
    public init(_ module: String, name: String? = nil, bound: String, line: Int) {
      self.module = module
      self.name = name
      self.bound = bound
      self.line = line
    }
  }

  /// A handler of exceptions in which nothing raises.
  public struct Swallow: Sendable, Hashable {
    /// From 1.
    public var line: Int
    /// It does nothing at all.
    public var isEmpty: Bool

    /// Makes a swallow.
    public init(line: Int, isEmpty: Bool) {
      self.line = line
      self.isEmpty = isEmpty
    }
  }

  /// A name that an import brought, where the file uses it.
  public struct Use: Sendable, Hashable {
    /// The name that the import bound.
    public var bound: String
    /// All of it, with what the name stands for: `os.path.exists`.
    public var path: String
    /// From 1.
    public var line: Int

    /// Makes a use.
    public init(_ bound: String, _ path: String, line: Int) {
      self.bound = bound
      self.path = path
      self.line = line
    }
  }

  /// A statement without the blocks in it.
  public struct Statement: Sendable, Hashable {
    /// With single blanks.
    public var text: String
    /// From 1.
    public var lines: ClosedRange<Int>

    /// Makes a statement.
    public init(_ text: String, lines: ClosedRange<Int>) {
      self.text = text
      self.lines = lines
    }
  }

  /// A function and its lines.
  public struct Function: Sendable, Hashable {
    /// Its own name.
    public var name: String
    /// From 1.
    public var lines: ClosedRange<Int>
  }

  /// In the order of the file.
  public var acts: [Act] = []
  /// In the order of the file.
  public var imports: [Import] = []
  /// The first parts of all names that it uses.
  public var names: Set<String> = []
  /// In the order of the file.
  public var uses: [Use] = []
  /// In the order of the file.
  public var swallows: [Swallow] = []
  /// Their texts, with single blanks.
  public var assertions: [String] = []
  /// In the order of the file.
  public var statements: [Statement] = []
  /// How many statements raise an error.
  public var raises = 0
  /// Innermost last.
  public var functions: [Function] = []
  /// Lines that do not fit the grammar.
  public var errors: [ClosedRange<Int>] = []

  /// The facts of a file that does not exist.
  public init() {}

  /// The function around a line.
  func function(at line: Int) -> String? { functions.last { $0.lines.contains(line) }?.name }
}
