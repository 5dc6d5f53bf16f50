/// A program that the host runs for a plugin, with any arguments.
public struct GrantedProgram: Sendable, Hashable {
  /// What the plugin calls it by: as the configuration names it.
  public var name: String
  /// The file that is run; absolute.
  public var path: String

  /// The program at `path`.
  public init(name: String, path: String) {
    self.name = name
    self.path = path
  }
}
