/// What the stages know of a service. Record: `homeostasis.service/1`; goes along in every call.
public struct ServiceDescription: Sendable, Hashable, Codable {
  /// The service's name in the configuration; its id.
  public var name: String
  /// The id of the language pack.
  public var language: String
  /// The folder that patches apply to: an absolute path.
  public var root: String
  /// Hash of the source tree when the call was made.
  public var tree: String
  /// The test command as an argument list.
  public var test: [String]
  /// How the service is started; empty when something else runs it.
  public var run: [String]
  /// `address:port` of the listening socket that is lent to each generation.
  public var listen: String?
  /// The path that is asked for health.
  public var health: String?
  /// How far its configuration lets Homeostasis go.
  public var mode: Mode

  /// A service; `tree` is filled in for each call.
  public init(
    name: String, language: String, root: String, tree: String = "", test: [String] = [], run: [String] = [],
    listen: String? = nil, health: String? = nil, mode: Mode = .observe
  ) {
    self.name = name
    self.language = language
    self.root = root
    self.tree = tree
    self.test = test
    self.run = run
    self.listen = listen
    self.health = health
    self.mode = mode
  }
}
