import Healing
import YAMLDocument

/// The keys of one pipeline.
enum PipelineKeys {
  static let services = Key(
    "services", .list(of: .serviceName, atLeast: 1), "The services that this pipeline heals, by their names.",
    absence: .isWrong)
  static let monitors = Key(
    "monitors", .list(of: StageKeys.shape(.monitor), atLeast: 1), "Where events come from.", absence: .isWrong)
  static let analyzers = Key(
    "analyzers", .list(of: StageKeys.shape(.analyzer)), "Who finds the cause; asked in this order.",
    absence: .means([], written: []))
  static let patchers = Key(
    "patchers", .list(of: StageKeys.shape(.patcher)), "Who proposes patches; asked in this order.",
    absence: .means([], written: []))
  static let testers = Key(
    "testers", .list(of: StageKeys.shape(.tester)), "Who proves a patch; all must accept it.",
    absence: .means([], written: []))
  static let deployer = Key("deployer", StageKeys.shape(.deployer), "Who puts an accepted patch into service.")
  static let watch = Key(
    "watch", WatchKeys.shape, "How a rollout is watched after the switch.",
    absence: .means(WatchSettings(), written: [:]))

  static let all: [any SectionKey] = [services, monitors, analyzers, patchers, testers, deployer, watch]

  static let shape = Shape<Pipeline>.section("a pipeline", keys: all) { section in
    Pipeline(
      name: section.name, services: section[services] ?? [], monitors: section[monitors] ?? [],
      analyzers: section.value(analyzers), patchers: section.value(patchers), testers: section.value(testers),
      deployer: section[deployer], watch: section.value(watch))
  }
}

extension Shape where Value == String {
  /// The name of a service of the same file. Names are looked up in the file and not among the services that could be
  /// read, so that a mistake inside of a service makes no second one here.
  static var serviceName: Shape<String> {
    Shape(schema: ["type": ["string", "number", "boolean"]]) { node, path, reading in
      guard let name = node.scalar?.text, !name.isEmpty else {
        reading.wrong(path, "must be the name of a service, not \(node.named)")
        return nil
      }
      let known = reading.serviceNames
      if reading.hasService(name) || known.isEmpty { return name }
      let advice =
        Suggestion.didYouMean(name, among: known) ?? "the services are \(known.joined(separator: ", "))".brief
      reading.wrong(path, "there is no service \(name.brief.debugDescription)", advice)
      return nil
    }
  }
}
