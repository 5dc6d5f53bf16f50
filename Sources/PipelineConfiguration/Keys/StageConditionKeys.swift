import Healing

/// The keys under `when`.
enum StageConditionKeys {
  static let severity = Key(
    "severity",
    .choice([
      ("debug", Severity.debug), ("info", .info), ("warning", .warning), ("error", .error), ("fatal", .fatal),
    ]), "The least severity.")
  static let classes = Key("class", .texts, "Exception classes, with * for any characters.")
  static let paths = Key("path", .texts, "Files of the service; * stays within a folder, ** does not.")

  static let shape = Shape<StageCondition>.section("a condition", keys: [severity, classes, paths]) { section in
    StageCondition(severity: section[severity], classes: section[classes] ?? [], paths: section[paths] ?? [])
  }
}
