/// The way that the incidents of some services are led along.
public struct Pipeline: Sendable, Hashable {
  /// Its name in the configuration.
  public var name: String
  /// The names of its services.
  public var services: [String]
  /// Where events come from.
  public var monitors: [Stage]
  /// Asked in this order for a diagnosis.
  public var analyzers: [Stage]
  /// Asked in this order for patches.
  public var patchers: [Stage]
  /// All of them must accept a patch.
  public var testers: [Stage]
  /// Puts accepted patches into service; nil when nothing does.
  public var deployer: Stage?
  /// How rollouts are watched.
  public var watch: WatchSettings

  /// A pipeline without a file, as its members say.
  public init(
    name: String, services: [String], monitors: [Stage] = [], analyzers: [Stage] = [], patchers: [Stage] = [],
    testers: [Stage] = [], deployer: Stage? = nil, watch: WatchSettings = WatchSettings()
  ) {
    self.name = name
    self.services = services
    self.monitors = monitors
    self.analyzers = analyzers
    self.patchers = patchers
    self.testers = testers
    self.deployer = deployer
    self.watch = watch
  }

  /// Its stages of one kind, in their order.
  public func stages(_ kind: StageKind) -> [Stage] {
    switch kind {
    case .monitor: monitors
    case .analyzer: analyzers
    case .patcher: patchers
    case .tester: testers
    case .deployer: deployer.map { [$0] } ?? []
    }
  }
}
