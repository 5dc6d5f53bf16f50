/// What the settings of one plugin mean beyond what its schema says.
public struct SettingsMeaning: Sendable, Hashable {
  /// Something that cannot be.
  public struct Mistake: Sendable, Hashable {
    /// The keys below the settings that lead there.
    public var path: [String]
    /// What is wrong, in one clause.
    public var message: String
    /// How to mend it.
    public var suggestion: String?

    /// A mistake at a place of the settings.
    public init(_ path: [String], _ message: String, _ suggestion: String? = nil) {
      self.path = path
      self.message = message
      self.suggestion = suggestion
    }
  }

  /// In the order of the settings.
  public var mistakes: [Mistake] = []
  /// Files that the plugin's process has to read because they are set: absolute.
  public var reads: [String] = []

  /// Settings that mean what their schema says.
  public init() {}
}
