public import Healing

/// One plugin at its place in a pipeline.
public struct Stage: Sendable, Hashable {
  /// The name that the configuration calls it by: short, or the full id.
  public var use: String
  /// The plugin that the name means.
  public internal(set) var plugin: KnownPlugin
  /// Its settings, checked against its schema, with absolute paths; an empty object when none were given.
  public var settings: JSONValue
  /// How long one call may take.
  public var timeout: Duration
  /// How often a failed call is repeated.
  public var retries: Int
  /// What happens when it fails.
  public var onFailure: FailureCourse
  /// For which incidents it is asked; nil: for all.
  public var condition: StageCondition?
  /// Where it runs; nil: in the host when it was installed with it, else in a process.
  public var place: StagePlace?
  /// Where it stands in the file, such as `pipelines.web.monitors[0]`: for messages about it.
  public var keyPath: String

  /// What the host does for its plugin, and what the plugin's process may do.
  public var grants: Grants
  /// What stands under `grants` in the file.
  var listed: ListedGrants?

  /// The same as steps.
  var path: [String]

  /// A stage without a file, with the standards of its kind where nothing is said.
  public init(
    _ plugin: KnownPlugin, settings: JSONValue = [:], timeout: Duration? = nil, retries: Int = 0,
    onFailure: FailureCourse = .next, condition: StageCondition? = nil, place: StagePlace? = nil
  ) {
    use = plugin.id
    self.plugin = plugin
    self.settings = settings
    self.timeout = timeout ?? plugin.kind.longestCall
    self.retries = retries
    self.onFailure = onFailure
    self.condition = condition
    self.place = place
    keyPath = ""
    grants = Grants.standard(isShipped: plugin.isShipped, needs: plugin.needs)
    path = []
  }
}
