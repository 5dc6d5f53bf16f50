/// Where an interpreter says that it lives.
struct Interpreter: Sendable, Hashable, Codable {
  /// Absolute.
  var executable: String
  /// Of the virtual environment, where there is one.
  var prefix: String
  /// Of the installation that the virtual environment was made from.
  var basePrefix: String
  /// Folders from which it loads modules.
  var paths: [String]
}
