/// A secret that a plugin may ask for by name. Its value is not kept here.
public struct GrantedSecret: Sendable, Hashable {
  /// Where the host finds the value.
  public enum Source: Sendable, Hashable {
    /// A variable of the host's own environment.
    case environment(String)
    /// A file that only the host's user may read; absolute. A line feed at its end is left out.
    case file(String)
  }

  /// What the plugin calls it by.
  public var name: String
  /// Where its value is.
  public var source: Source

  /// A secret by its name.
  public init(name: String, source: Source) {
    self.name = name
    self.source = source
  }
}
