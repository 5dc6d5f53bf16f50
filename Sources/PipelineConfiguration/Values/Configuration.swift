public import Healing

/// What an operator declared: services, and the pipelines that heal them. Made by ``ConfigurationReader`` out of a file
/// without errors, so every name in it is known and every plugin's settings fit.
public struct Configuration: Sendable, Hashable {
  /// The file as the caller named it.
  public var file: String
  /// The folder of the file, absolute: relative paths in the file start there.
  public var folder: String
  /// The version of the file's form.
  public var version: Int
  /// How far Homeostasis may go where a service says nothing else.
  public var mode: Mode
  /// Where the state is kept.
  public var state: StateLocation
  /// Where plugins are found beside those that are installed, and what they need.
  public var plugins: PluginSearch
  /// The services in the order of the file.
  public var services: [Service]
  /// The pipelines in the order of the file.
  public var pipelines: [Pipeline]
  /// How much may be done without a person.
  public var limits: Limits

  /// A configuration without a file, as its members say.
  public init(
    file: String = "", folder: String, mode: Mode = .observe, state: StateLocation, plugins: PluginSearch = .init(),
    services: [Service], pipelines: [Pipeline], limits: Limits = .standard
  ) {
    self.file = file
    self.folder = folder
    version = 1
    self.mode = mode
    self.state = state
    self.plugins = plugins
    self.services = services
    self.pipelines = pipelines
    self.limits = limits
  }

  /// Where the file is: its name in its folder.
  public var place: String { "\(folder)/\(file.split(separator: "/").last ?? "")" }

  /// The service of this name.
  public func service(_ name: String) -> Service? { services.first { $0.name == name } }

  /// The pipeline that heals this service.
  public func pipeline(of service: String) -> Pipeline? { pipelines.first { $0.services.contains(service) } }
}
