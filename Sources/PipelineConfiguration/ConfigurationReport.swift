/// What reading a configuration file came to.
public struct ConfigurationReport: Sendable, Hashable {
  /// The configuration; nil when one of the mistakes is an error.
  public var configuration: Configuration?
  /// Every mistake, in the order of the file.
  public var mistakes: [Mistake]
  /// Where the state is kept, also where other things are wrong; nil: not even that can be read.
  public var state: StateLocation?
  /// Where plugins are, also where other things are wrong; nil: not even that can be read.
  public var plugins: PluginSearch?

  /// The mistakes that keep the file from being used.
  public var errors: [Mistake] { mistakes.filter { $0.weight == .error } }
}
