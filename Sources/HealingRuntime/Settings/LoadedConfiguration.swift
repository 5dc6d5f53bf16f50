public import PipelineConfiguration
import PluginHost
public import PluginTrust
public import SystemCalls

/// A configuration that was read against the plugins that are installed here.
public struct LoadedConfiguration: Sendable {
  /// What the file says, with its defaults filled in and its paths made absolute.
  public let configuration: Configuration
  /// Warnings; a configuration with errors is not loaded.
  public let warnings: [Mistake]
  /// Where everything durable is; nil: `state: memory`.
  public let state: StatePlace?
  /// The file that it was read from.
  public let path: String
  /// What its plugins need to be loaded.
  public let trust: TrustRules
  let register: PluginRegister
  let installation: Installation

  /// Why there is no configuration.
  public enum Failure: Error {
    /// All that is wrong with the file.
    case mistakes([Mistake])
    /// Plugins that it uses are not trusted; nothing else is wrong.
    case refused([Mistake])
    /// Homeostasis itself is not whole.
    case installation(SystemError)
  }

  /// Reads the file at `path`. Starts a short process for each plugin library that is found.
  /// - Parameter isExample: whether it is a story of `examples/`, which may use the plugins of the stories.
  public static func load(_ path: String, isExample: Bool = false) throws(Failure) -> LoadedConfiguration {
    let installation: Installation
    let staging: String
    do throws(SystemError) {
      installation = try Installation.current()
      staging = try Files.temporaryFolder("homeostasis-plugins")
    } catch {
      throw .installation(error)
    }
    defer { try? Files.remove(staging) }  // It is temporary anyway.
    let examples = isExample ? [installation.examplePlugins].compactMap { $0 } : []
    let register = RegisterBox()
    let report = ConfigurationReader { configuration in
      let trust = TrustRules(configuration.plugins, installation, StatePlace(configuration.state))
      let found = PluginRegister(
        PluginDirectory(
          path: configuration.plugins.folders + examples, shippedFolder: installation.plugins,
          runner: installation.runner,
          staging: PluginStaging(folder: staging, trust: trust, descriptions: installation.descriptions)
        ).entries())
      register.value = found
      register.trust = trust
      return found
    }.read(path: path)
    guard let found = register.value, let trust = register.trust else { throw .mistakes(report.mistakes) }
    let mistakes = report.mistakes + found.warnings(beside: report.mistakes, path)
    guard let configuration = report.configuration else {
      throw report.errors.allSatisfy(found.isRefusal) ? .refused(mistakes) : .mistakes(mistakes)
    }
    return LoadedConfiguration(
      configuration: configuration, warnings: mistakes, state: StatePlace(configuration.state), path: path,
      trust: trust, register: found, installation: installation)
  }

  /// Where the configuration at `path` keeps its state, whatever else may be wrong with it or with its plugins; nil: in
  /// memory, or nobody can tell. Starts nothing.
  public static func state(of path: String) -> StatePlace? {
    ConfigurationReader { _ in PluginRegister([]) }.read(path: path).state.flatMap { StatePlace($0) }
  }

  /// Where the configuration at `path` has its plugins, as ``state(of:)``.
  public static func plugins(of path: String) -> PluginSearch? {
    ConfigurationReader { _ in PluginRegister([]) }.read(path: path).plugins
  }

  /// What the reader's one call for the catalog found; used by one thread.
  private final class RegisterBox: @unchecked Sendable {
    var value: PluginRegister?
    var trust: TrustRules?
  }
}

extension StatePlace {
  init?(_ location: StateLocation) {
    guard case .sqlite(let path) = location else { return nil }
    self.init(database: path)
  }
}
