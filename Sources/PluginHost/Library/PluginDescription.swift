import CHomeostasisPlugin
public import Healing

/// What a plugin says of itself, copied out of its tables and checked.
public struct PluginDescription: Sendable, Hashable, Codable {
  /// The five kinds of stages.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case monitor, analyzer, patcher, tester, deployer
  }

  /// Reverse domain name; never changes: `org.homeostasis.log`.
  public var id: String
  /// By the one table of functions that it fills.
  public var kind: Kind
  /// SemVer 2, as it writes it.
  public var version: String
  /// One line for a reader.
  public var summary: String
  /// JSON Schema of its settings; nil: it takes none.
  public var settingsSchema: JSONValue?
  /// Schemas of the records that it takes: `homeostasis.incident/1`.
  public var consumes: [String]
  /// Schemas of the records that it may emit; others are refused.
  public var produces: [String]
  /// Host services, those it can do without with a question mark.
  public var needs: [String]
  /// `HS_CAP_` bits.
  public var capabilities: UInt32
  /// `c`, `swift 6.3`, `rust 1.95`, ...
  public var runtime: String
  /// The ABI that it was compiled for: major and minor.
  public var abi: [UInt32]

  /// The last part of the id: what a configuration names it by.
  public var shortName: String { id.split(separator: ".").last.map(String.init) ?? id }
}

extension PluginDescription {
  /// Whether it may never be loaded into the host: it says so, or its runtime takes over the process.
  public var mustHaveOwnProcess: Bool {
    capabilities & HS_CAP_OWN_PROCESS != 0 || runtime.hasPrefix("go") || runtime.hasPrefix("python")
  }
}
