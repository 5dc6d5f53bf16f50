import Healing
import YAMLDocument

/// Whether each pipeline can do what the modes of its services ask for, and whether its stages fit together.
struct PipelineChecks {
  private let configuration: Configuration
  private let reading: Reading

  init(_ configuration: Configuration, _ reading: Reading) {
    self.configuration = configuration
    self.reading = reading
  }

  func run() {
    for pipeline in configuration.pipelines {
      checkModes(of: pipeline)
      checkRecords(of: pipeline)
    }
  }

  /// A pipeline that stops half-way would look as if nothing were ever found.
  private func checkModes(of pipeline: Pipeline) {
    let users = configuration.services.filter { pipeline.services.contains($0.name) && $0.mode > .observe }
    guard let first = users.max(by: { $0.mode < $1.mode }) else { return }
    let kinds: [StageKind] =
      first.mode == .auto ? [.analyzer, .patcher, .tester, .deployer] : [.analyzer, .patcher, .tester]
    let path = ["pipelines", pipeline.name]
    for kind in kinds where pipeline.stages(kind).isEmpty && !isHalfWritten(kind, pipeline) {
      let message = "the mode \(first.mode.rawValue) of the service \"\(first.name)\" needs \(kind.named)"
      reading.wrong(path + [kind.key], message, "add \(kind.key), or choose a lower mode")
    }
  }

  /// Whether something stands there that could not be read, or a key that was probably meant: told already.
  private func isHalfWritten(_ kind: StageKind, _ pipeline: Pipeline) -> Bool {
    guard let entries = reading.root.node(at: ["pipelines", pipeline.name])?.entries else { return true }
    let known = PipelineKeys.all.map(\.name)
    return entries.contains { entry in
      if entry.key == kind.key { return entry.value.items?.isEmpty != true }
      return !known.contains(entry.key) && Suggestion.didYouMean(entry.key, among: [kind.key]) != nil
    }
  }

  /// Follows the records along the way: what a stage consumes must be there by then, and it must give what the next
  /// one is called with.
  private func checkRecords(of pipeline: Pipeline) {
    var given: Set<String> = []
    for kind in StageKind.allCases {
      let stages = pipeline.stages(kind).filter { !$0.plugin.id.isEmpty }
      for stage in stages { checkRecords(of: stage, given) }
      for stage in stages { given.formUnion(stage.plugin.produces) }
    }
  }

  private func checkRecords(of stage: Stage, _ given: Set<String>) {
    let (plugin, kind) = (stage.plugin, stage.plugin.kind)
    if !plugin.produces.contains(kind.output) {
      let other = plugin.produces.first { $0.name == kind.output.name }
      let message =
        "the plugin \(plugin.id) gives \(other ?? "no \(kind.output.name)"), where \(kind.named) must give \(kind.output)"
      reading.wrong(
        stage.path, message, other.map { version(of: kind.output, beside: $0) } ?? "it is no \(kind.rawValue)")
    }
    guard let input = kind.input else { return }
    let offered = given.union(kind.companions).union([input])
    if !plugin.consumes.contains(where: { $0.name == input.name }) {
      let message = "the plugin \(plugin.id) does not take \(input), which \(kind.named) is called with"
      reading.wrong(
        stage.path, message,
        plugin.consumes.isEmpty ? nil : "it takes \(plugin.consumes.joined(separator: ", "))".brief(200))
    }
    for record in plugin.consumes where !offered.contains(record) {
      let near = offered.first { $0.name == record.name }
      let message = "the plugin \(plugin.id) takes \(record.brief), which no stage before it gives"
      reading.wrong(stage.path, message, near.map { version(of: $0, beside: record) })
    }
  }

  private func version(of wanted: String, beside other: String) -> String {
    wanted.number > other.number ? "the plugin is older than this host" : "the plugin is newer than this host"
  }
}

extension String {
  /// The name of a record without its version.
  fileprivate var name: Substring { prefix { $0 != "/" } }

  /// The version of a record; 0 when it has none.
  fileprivate var number: Int { Int(drop { $0 != "/" }.dropFirst()) ?? 0 }
}
