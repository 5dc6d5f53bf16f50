public import Healing

/// A service that is watched and healed.
public struct Service: Sendable, Hashable {
  /// Its name in the configuration; its id everywhere.
  public var name: String
  /// The id of the language pack.
  public var language: String
  /// The folder that patches apply to: an absolute path.
  public var source: String
  /// The command that starts it; empty when something else runs it.
  public var run: [String]
  /// Where it listens; nil when it does not.
  public var listen: ListenAddress?
  /// The path that is asked for health.
  public var health: String?
  /// The command that runs its tests; empty when it has none.
  public var test: [String]
  /// How far Homeostasis may go with it: its own mode, else the file's.
  public var mode: Mode
  /// Its log files, as absolute paths.
  public var logs: [String]
  /// Paths below `source` that belong to the running service: all generations have the same.
  public var shared: [String] = []
  /// How long a new generation may take until it is healthy.
  public var healthTimeout: Duration = .seconds(30)
  /// How long an old generation may take to finish what it has begun.
  public var drainTimeout: Duration = .seconds(30)

  /// A service without a file, as its members say.
  public init(
    name: String, language: String, source: String, run: [String] = [], listen: ListenAddress? = nil,
    health: String? = nil, test: [String] = [], mode: Mode = .observe, logs: [String] = []
  ) {
    self.name = name
    self.language = language
    self.source = source
    self.run = run
    self.listen = listen
    self.health = health
    self.test = test
    self.mode = mode
    self.logs = logs
  }

  /// What stages are told of it. The hash of the tree is for the caller to add.
  public var described: ServiceDescription {
    ServiceDescription(
      name: name, language: language, root: source, test: test, run: run, listen: listen?.description, health: health,
      mode: mode)
  }
}
