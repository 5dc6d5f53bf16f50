public import Healing

/// What a configuration needs to know of a plugin: the part of its descriptor that can be checked without running it.
public struct KnownPlugin: Sendable, Hashable {
  /// The full id, such as `homeostasis.monitor.log`.
  public var id: String
  /// The kind of stage that it is.
  public var kind: StageKind
  /// Its version, in SemVer.
  public var version: String
  /// One line for a reader.
  public var summary: String
  /// JSON Schema 2020-12 of its settings; nil: it takes none. Strings with `"format": "path"` are made absolute.
  public var settingsSchema: JSONValue?
  /// The records that it takes, with their version, such as `homeostasis.incident/1`.
  public var consumes: [String]
  /// The records that it gives.
  public var produces: [String]
  /// The host services that it calls; one that ends in `?` it can do without.
  public var needs: [String]

  /// Whether it is part of this package: it then has what it needs without a line of the configuration.
  public var isShipped: Bool

  /// Whether it is never loaded into the host.
  public var hasOwnProcess = false

  /// A plugin as its descriptor tells of it.
  public init(
    id: String, kind: StageKind, version: String, summary: String = "", settingsSchema: JSONValue? = nil,
    consumes: [String] = [], produces: [String] = [], needs: [String] = [], isShipped: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.version = version
    self.summary = summary
    self.settingsSchema = settingsSchema
    self.consumes = consumes
    self.produces = produces
    self.needs = needs
    self.isShipped = isShipped
  }
}
