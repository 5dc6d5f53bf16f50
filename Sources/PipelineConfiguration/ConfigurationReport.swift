/// What reading a configuration file came to.
public struct ConfigurationReport: Sendable, Hashable {
  /// The configuration; nil when one of the mistakes is an error.
  public var configuration: Configuration?
  /// Every mistake, in the order of the file.
  public var mistakes: [Mistake]

  /// The mistakes that keep the file from being used.
  public var errors: [Mistake] { mistakes.filter { $0.weight == .error } }
}
