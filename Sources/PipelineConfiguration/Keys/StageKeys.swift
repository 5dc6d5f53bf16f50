import Healing
import YAMLDocument

/// The keys of one stage. The table is made for each kind, because the default of `timeout` differs.
struct StageKeys: Sendable {
  let kind: StageKind
  let use: Key<String>
  let with = Key(
    "with", .settings, "The plugin's own settings; what they are, the plugin says.", absence: .means([:], written: [:]))
  let timeout: Key<Duration>
  let retries = Key(
    "retries", .integer(0...10), "How often a failed call is repeated.", absence: .means(0, written: 0))
  let onFailure = Key(
    "on-failure", .choice() as Shape<FailureCourse>,
    "What happens when it fails: next asks the next stage of the same kind, "
      + "stop ends the attempt.", absence: .means(.next, written: "next"))
  let when = Key("when", StageConditionKeys.shape, "For which incidents it is asked.")
  let place = Key(
    "place", .choice() as Shape<StagePlace>,
    "Where it runs: in the host, or in a process of its own. Without this key plugins "
      + "that were installed with the host run in it, and all others in a process.")

  let grants = Key(
    "grants", GrantsKeys.shape,
    "What the host does for the plugin, and what its process may do, beyond what it has without this key.")

  private init(_ kind: StageKind) {
    self.kind = kind
    use = Key(
      "use", .text("the name of \(kind.named)"), "Which \(kind.rawValue): a short name or a full id.", absence: .isWrong
    )
    timeout = Key(
      "timeout", .duration, "How long one call may take.",
      absence: .means(kind.longestCall, written: .string(DurationText.written(kind.longestCall))))
  }

  /// A monitor is always started again and knows no incidents; there is no other deployer to go on to.
  private var all: [any SectionKey] {
    switch kind {
    case .monitor: [use, with, timeout, place, grants]
    case .analyzer, .patcher, .tester: [use, with, timeout, retries, onFailure, when, place, grants]
    case .deployer: [use, with, timeout, retries, when, place, grants]
    }
  }

  /// A stage of `kind`: a mapping, or only the plugin's name.
  static func shape(_ kind: StageKind) -> Shape<Stage> {
    let keys = StageKeys(kind)
    let long = Shape<Stage>.section(kind.named, keys: keys.all) { keys.stage($0) }
    return Shape(schema: ["anyOf": [keys.use.shape.schema, long.schema]]) { node, path, reading in
      if node.entries != nil { return long.read(node, path, reading) }
      if let name = node.text, !name.isEmpty {
        return keys.stage(
          Section([YAMLEntry(key: "use", keyMark: node.mark, value: node)], path, reading, keys: keys.all))
      }
      reading.wrong(path, "must be the name of \(kind.named), or a mapping with use: and that name, not \(node.named)")
      return nil
    }
  }

  private func stage(_ section: Section) -> Stage {
    var stage = Stage(
      KnownPlugin(id: "", kind: kind, version: ""), settings: section.value(with), timeout: section.value(timeout),
      retries: section.value(retries), onFailure: section.value(onFailure), condition: section[when],
      place: section[place])
    stage.use = section[use] ?? ""
    stage.path = section.path
    stage.keyPath = section.reading.keyPath(section.path)
    stage.listed = section[grants]
    stage.grants.place = section.reading.place(section.path)
    return stage
  }
}
