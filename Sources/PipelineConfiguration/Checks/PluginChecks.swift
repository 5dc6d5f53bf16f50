import Healing
import JSONSchema
import YAMLDocument

/// Finds the plugin of each stage and checks its settings against what the plugin says of them.
struct PluginChecks {
  private let catalog: any PluginCatalog
  private let reading: Reading

  init(_ catalog: any PluginCatalog, _ reading: Reading) {
    self.catalog = catalog
    self.reading = reading
  }

  func run(_ configuration: inout Configuration) {
    for index in configuration.pipelines.indices {
      let pipeline = configuration.pipelines[index]
      configuration.pipelines[index].monitors = pipeline.monitors.map(resolved)
      configuration.pipelines[index].analyzers = pipeline.analyzers.map(resolved)
      configuration.pipelines[index].patchers = pipeline.patchers.map(resolved)
      configuration.pipelines[index].testers = pipeline.testers.map(resolved)
      configuration.pipelines[index].deployer = pipeline.deployer.map(resolved)
    }
  }

  private func resolved(_ stage: Stage) -> Stage {
    // Without a name there is a mistake already.
    guard !stage.use.isEmpty else { return stage }
    let kind = stage.plugin.kind
    guard let plugin = catalog.plugin(kind, named: stage.use) else {
      reading.wrong(place(of: stage), missing(stage.use, kind), advice(stage.use, kind))
      return stage
    }
    checkNeeds(of: plugin, stage)
    var stage = stage
    stage.plugin = plugin
    GrantChecks(reading).run(&stage)
    stage.settings = checkedSettings(of: plugin, stage)
    takeMeaning(of: plugin, &stage)
    if plugin.hasOwnProcess, stage.place == .host {
      reading.doubtful(
        stage.path + ["place"], "\(stage.use) is never loaded into the host: it runs in a process", "remove place")
    }
    return stage
  }

  private func missing(_ name: String, _ kind: StageKind) -> String {
    let shown = name.brief.debugDescription
    if let other = StageKind.allCases.first(where: { catalog.plugin($0, named: name) != nil }) {
      return "\(shown) is \(other.named) and not \(kind.named)"
    }
    if let defect = catalog.defect(named: name) { return "the plugin \(shown) cannot be used: \(defect)" }
    return "there is no \(kind.rawValue) \(shown)"
  }

  private func advice(_ name: String, _ kind: StageKind) -> String? {
    if let other = StageKind.allCases.first(where: { catalog.plugin($0, named: name) != nil }) {
      return "put it under \(other.key)"
    }
    if catalog.defect(named: name) != nil { return nil }
    let names = catalog.names(of: kind).sorted()
    if let near = Suggestion.didYouMean(name, among: names) { return near }
    return names.isEmpty
      ? "no \(kind.rawValue) is installed; name the folder of your plugins under plugins.path"
      : "\(kind.key == "deployer" ? "deployers" : kind.key) that are installed: \(names.joined(separator: ", "))".brief(
        200)
  }

  private func checkNeeds(of plugin: KnownPlugin, _ stage: Stage) {
    let offered = HostServiceID.allCases.map(\.rawValue)
    for need in plugin.needs where !need.hasSuffix("?") && !offered.contains(need) {
      let message = "the plugin \(plugin.id) needs \(need.brief), which this host does not offer"
      reading.wrong(place(of: stage), message, "use a version of it for this host")
    }
  }

  /// The settings with the paths in them made absolute: a plugin runs in another folder than the file's.
  private func checkedSettings(of plugin: KnownPlugin, _ stage: Stage) -> JSONValue {
    // What is no mapping has been told already.
    if let written = reading.root.node(at: stage.path + ["with"]), written.entries == nil { return [:] }
    guard let described = plugin.settingsSchema else {
      if stage.settings != [:] {
        let message = "the \(plugin.kind.rawValue) \(stage.use) takes no settings"
        reading.misplaced(stage.path + ["with"], message, "remove with")
      }
      return [:]
    }
    do throws(InvalidSchema) {
      let schema = try Schema(described)
      for mismatch in schema.check(stage.settings) { report(mismatch, stage) }
      return schema.changing("path", in: stage.settings) { FilePath.absolute($0, in: reading.folder) }
    } catch {
      let first = error.defects.first.map { "\($0)" } ?? ""
      let message = "the plugin \(plugin.id) describes its settings wrongly, so they cannot be checked: \(first)"
      reading.wrong(place(of: stage), message, "tell the plugin's author")
      return [:]
    }
  }

  /// Only of settings that fit: of others everything has been told.
  private func takeMeaning(of plugin: KnownPlugin, _ stage: inout Stage) {
    guard let described = plugin.settingsSchema, let schema = try? Schema(described),
      schema.check(stage.settings).isEmpty
    else { return }
    let meaning = catalog.meaning(of: stage.settings, for: plugin)
    for mistake in meaning.mistakes {
      reading.wrong(stage.path + ["with"] + mistake.path, mistake.message, mistake.suggestion)
    }
    stage.grants.files += meaning.reads.map { GrantedFile(path: $0, writes: false) }
  }

  private func report(_ mismatch: Mismatch, _ stage: Stage) {
    let path = stage.path + ["with"] + mismatch.path
    if mismatch.keyword == "additionalProperties" {
      reading.misplaced(path, "\(stage.use) has no such setting", mismatch.suggestion)
    } else {
      reading.wrong(path, mismatch.message, mismatch.suggestion)
    }
  }

  /// The name, also where it stands alone without `use:`.
  private func place(of stage: Stage) -> [String] {
    let path = stage.path + ["use"]
    return reading.root.node(at: path) == nil ? stage.path : path
  }
}
