public import Healing

/// What a plugin says of itself, before any of its code runs on its behalf.
public struct StageDescriptor: Sendable {
  /// Reverse domain name; never changes.
  public var id: String
  /// SemVer 2.
  public var version: String
  /// One line.
  public var summary: String
  /// JSON Schema 2020-12 of the settings, as text. The host checks settings against it before `init` is called.
  public var settings: String
  /// Host services that the stage cannot do without.
  public var needs: [HostServiceID]
  /// Host services that it uses when it has them.
  public var canUse: [HostServiceID]
  /// Empty: nothing special.
  public var capabilities: StageCapabilities

  /// The settings' default takes none; `id`, `version` and `summary` are required by the host.
  public init(
    id: String, version: String, summary: String, settings: String = #"{"type":"object","additionalProperties":false}"#,
    needs: [HostServiceID] = [], canUse: [HostServiceID] = [], capabilities: StageCapabilities = []
  ) {
    self.id = id
    self.version = version
    self.summary = summary
    self.settings = settings
    self.needs = needs
    self.canUse = canUse
    self.capabilities = capabilities
  }
}
