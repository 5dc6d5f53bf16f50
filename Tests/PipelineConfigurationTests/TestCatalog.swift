import Healing
import PipelineConfiguration

/// A catalog of plugins that are described and not installed.
struct TestCatalog: PluginCatalog {
  private var plugins: [StageKind: [String: KnownPlugin]] = [:]
  var defects: [String: String] = [:]

  init(_ plugins: [KnownPlugin], defects: [String: String] = [:]) {
    for plugin in plugins { self.plugins[plugin.kind, default: [:]][Self.shortName(plugin.id)] = plugin }
    self.defects = defects
  }

  func plugin(_ kind: StageKind, named name: String) -> KnownPlugin? {
    plugins[kind]?[name] ?? plugins[kind]?.values.first { $0.id == name }
  }

  /// The same with one plugin added or replaced.
  func with(_ plugin: KnownPlugin) -> TestCatalog {
    var copy = self
    copy.plugins[plugin.kind, default: [:]][Self.shortName(plugin.id)] = plugin
    return copy
  }

  func names(of kind: StageKind) -> [String] { Array(plugins[kind, default: [:]].keys) }

  func defect(named name: String) -> String? { defects[name] }

  private static func shortName(_ id: String) -> String { id.split(separator: ".").last.map(String.init) ?? id }

  /// Plugins of every kind, as the first ones of the project describe themselves.
  static let usual = TestCatalog([
    monitor(
      "log",
      settings: [
        "type": "object", "required": ["paths"], "additionalProperties": false,
        "properties": [
          "paths": ["type": "array", "minItems": 1, "items": ["type": "string", "minLength": 1, "format": "path"]],
          "encoding": ["enum": ["utf-8", "latin-1"]],
          "token": ["type": "string", "minLength": 8, "writeOnly": true],
        ],
      ]),
    monitor("http-health", settings: nil),
    KnownPlugin(
      id: "homeostasis.analyzer.rules", kind: .analyzer, version: "1.0.0",
      consumes: ["homeostasis.incident/1", "homeostasis.event/1"], produces: ["homeostasis.diagnosis/1"]),
    KnownPlugin(
      id: "homeostasis.analyzer.trace", kind: .analyzer, version: "1.0.0", consumes: ["homeostasis.incident/1"],
      produces: ["homeostasis.diagnosis/1"], needs: ["homeostasis.files/1", "homeostasis.unheard-of/1?"],
      isShipped: true),
    KnownPlugin(
      id: "homeostasis.patcher.template", kind: .patcher, version: "1.0.0", consumes: ["homeostasis.diagnosis/1"],
      produces: ["homeostasis.patch/1"]),
    KnownPlugin(
      id: "homeostasis.tester.suite", kind: .tester, version: "1.0.0",
      settingsSchema: ["type": "object", "properties": ["sandbox": ["enum": ["bubblewrap", "podman"]]]],
      consumes: ["homeostasis.patch/1", "homeostasis.diagnosis/1"], produces: ["homeostasis.verdict/1"]),
    KnownPlugin(
      id: "homeostasis.deployer.handover", kind: .deployer, version: "1.0.0", consumes: ["homeostasis.patch/1"],
      produces: ["homeostasis.rollout/1"]),
  ])

  static func monitor(_ name: String, settings: JSONValue?) -> KnownPlugin {
    KnownPlugin(
      id: "homeostasis.monitor.\(name)", kind: .monitor, version: "1.0.0", settingsSchema: settings,
      produces: ["homeostasis.event/1"])
  }
}
