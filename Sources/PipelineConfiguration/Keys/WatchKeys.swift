import Healing

/// The keys under `watch`.
enum WatchKeys {
  static let longest = Key(
    "for", .duration, "The longest wait for a verdict. A patch that is shown to have healed is promoted earlier.",
    absence: .means(WatchSettings().longest, written: "60m"))
  static let rollback = Key(
    "rollback", .choice() as Shape<RollbackMode>,
    "Who takes a patch back that made things worse: the watch, or a person.",
    absence: .means(WatchSettings().rollback, written: "automatic"))

  static let shape = Shape<WatchSettings>.section("how a rollout is watched", keys: [longest, rollback]) { section in
    WatchSettings(longest: section.value(longest), rollback: section.value(rollback))
  }
}
