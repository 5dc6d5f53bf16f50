/// What a person wants done with a plugin, on its way from the command line to the host.
public struct PluginWish: Sendable, Hashable, Codable {
  /// What is to be done.
  public enum Word: String, Sendable, Hashable, Codable {
    /// Put what stands in its file into service.
    case reload
    /// Try again what crashed too often.
    case release
  }

  /// What is to be done.
  public var word: Word
  /// Full id or short name.
  public var plugin: String
  /// Who.
  public var by: String
  /// Whether the version may be lower than what was in service; nil, as hosts before this wrote it: it may not.
  public var mayBeLower: Bool?

  /// Makes a wish.
  public init(_ word: Word, _ plugin: String, by: String, mayBeLower: Bool = false) {
    self.word = word
    self.plugin = plugin
    self.by = by
    self.mayBeLower = mayBeLower
  }
}
