import Glibc
public import PluginHost
public import SystemCalls

/// Where this copy of Homeostasis has its parts: in a prefix after `make install`, or in the build folder of a checkout.
public struct Installation: Sendable {
  /// The folder of the programs.
  public let programs: String
  /// The folder of the plugins that come with the package.
  public let plugins: String
  /// Folders that are searched for language packs, in this order.
  public let languages: [String]
  /// The library with the tree-sitter grammars; nil when it is not installed.
  public let grammars: String?
  /// The folder with the example stories; nil when it is not installed.
  public let examples: String?

  /// The folder of the example stories' own plugins; nil in a checkout, where they stand beside the others.
  public let examplePlugins: String?

  /// Finds the parts of the running program.
  /// - Parameter pluginPath: folders of the configuration, which may hold packs in `Languages/`.
  public static func current(pluginPath: [String] = []) throws(SystemError) -> Installation {
    let programs = Files.parent(of: try Files.resolve("/proc/self/exe"))
    let prefix = Files.parent(of: programs)
    let installed = Files.isFolder("\(prefix)/lib/homeostasis/plugins")
    let checkout = installed ? nil : root(above: programs)
    let share = installed ? "\(prefix)/share/homeostasis" : nil
    let own = checkout.map { "\($0)/Plugins/Languages" } ?? share.map { "\($0)/languages" }
    return Installation(
      programs: programs, plugins: installed ? "\(prefix)/lib/homeostasis/plugins" : programs,
      languages: pluginPath.map { "\($0)/Languages" } + ["\(userData)/homeostasis/languages"] + [own].compactMap { $0 },
      grammars: [
        variable("HOMEOSTASIS_GRAMMARS"), "\(prefix)/lib/homeostasis/grammars/languages.so",
        checkout.map { "\($0)/.build/grammars/languages.so" },
      ].compactMap { $0 }.first(where: Files.exists),
      examples: [checkout.map { "\($0)/examples" }, share.map { "\($0)/examples" }].compactMap { $0 }
        .first(where: Files.isFolder),
      examplePlugins: installed ? "\(prefix)/lib/homeostasis/examples" : nil)
  }

  /// The program that plugins run in which are not part of the package; may be missing.
  public var runner: String { "\(programs)/homeostasis-runner" }
  /// The program that owns a service's sockets and processes; may be missing.
  public var keeper: String { "\(programs)/homeostasis-keeper" }

  /// The nearest folder above that is a checkout of this package.
  private static func root(above folder: String) -> String? {
    var folder = folder
    while folder != "/" {
      if Files.isFolder("\(folder)/Plugins/Languages") && Files.exists("\(folder)/Package.swift") { return folder }
      folder = Files.parent(of: folder)
    }
    return nil
  }

  private static var userData: String {
    variable("XDG_DATA_HOME") ?? "\(variable("HOME") ?? "/nonexistent")/.local/share"
  }

  private static var userSettings: String {
    variable("XDG_CONFIG_HOME") ?? "\(variable("HOME") ?? "/nonexistent")/.config"
  }

  /// The user's own trust store: the keys whose signatures of plugins count, and what was revoked.
  public static var trustStore: String { "\(userSettings)/homeostasis/trust" }
  /// Where the user's own signing keys are.
  public static var signingKeys: String { "\(userSettings)/homeostasis/keys" }

  /// What plugins have said of themselves, remembered for this user; nil: nowhere to keep it.
  public var descriptions: DescriptionCache? {
    let cache = Self.variable("XDG_CACHE_HOME") ?? Self.variable("HOME").map { "\($0)/.cache" }
    return cache.map { DescriptionCache(folder: "\($0)/homeostasis", runner: runner) }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value[0] != 0 else { return nil }
    return String(cString: value)
  }
}
