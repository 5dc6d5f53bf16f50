import Healing

/// The keys of the file itself.
enum ConfigurationKeys {
  static let version = Key(
    "version", .version, "The version of the form of this file. There is one so far: 1.", absence: .isWrong)
  static let mode = Key(
    "mode", .choice(),
    "How far Homeostasis may go: observe shows incidents, propose makes verified patches for a person "
      + "to apply, auto puts them into service. A service can have its own.",
    absence: .means(Mode.observe, written: "observe"))
  static let state = Key(
    "state", .state,
    "Where incidents, patches and the audit record are kept: sqlite: with the path of a file, or memory, which forgets "
      + "everything at the end and does not go with the mode auto.", absence: .reads("sqlite:.homeostasis/state.db"))
  static let plugins = Key(
    "plugins", PluginSearchKeys.shape,
    "Where plugins are found beside those that are installed, and what they need to be loaded.",
    absence: .means(PluginSearch(), written: [:]))
  static let services = Key(
    "services", .table(of: ServiceKeys.shape, "service"), "The services, each by a name of your choice.",
    absence: .isWrong)
  static let pipelines = Key(
    "pipelines", .table(of: PipelineKeys.shape, "pipeline"),
    "The ways on which services are healed, each by a name of your choice.", absence: .isWrong)
  static let limits = Key(
    "limits", LimitsKeys.shape, "How much Homeostasis may do by itself.",
    absence: .means(LimitsKeys.standard, written: [:]))

  static let all: [any SectionKey] = [version, mode, state, plugins, services, pipelines, limits]

  static let shape = Shape<Configuration>.section("a configuration", keys: all) { section in
    let reading = section.reading
    let mode = section.value(mode)
    return Configuration(
      file: reading.file, folder: reading.folder, mode: mode,
      state: section[state] ?? .sqlite(path: ""), plugins: section.value(plugins),
      services: (section[services] ?? []).map { $0.service(fallback: mode) }, pipelines: section[pipelines] ?? [],
      limits: section.value(limits))
  }
}
