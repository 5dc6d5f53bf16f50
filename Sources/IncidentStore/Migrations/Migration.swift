import Healing

/// One step from a version of the database to the next. Steps are never changed once released, only added.
protocol Migration: Sendable {
  /// The version that the database has afterwards: 1, 2, ...
  var version: Int { get }
  /// Makes the step, within a transaction that also stores the version.
  func apply(to database: Database) throws(StoreFailure)
}

extension Database {
  /// "HOME" in ASCII, at byte 68 of the file: tells our databases from those of other programs.
  private static let application = 0x484F_4D45

  /// The version of the schema; 0 where nothing was made yet.
  func version() throws(StoreFailure) -> Int { try pragma("user_version") }

  /// Refuses what is not ours or not ours yet, before anything is written.
  func checkVersion(newest: Int) throws(StoreFailure) {
    let version = try version()
    let isOurs = try pragma("application_id") == Self.application
    let isEmpty = try first("SELECT count(*) FROM sqlite_schema", read: { $0.count(0) }) == 0
    guard isOurs || (version == 0 && isEmpty) else {
      throw StoreFailure(
        .foreign, at: path, "this is a database of another program",
        remedy: "nothing was changed; name another file with `state:` in the configuration")
    }
    guard version <= newest else {
      throw StoreFailure(
        .newer, at: path, "the database has version \(version), this program knows versions up to \(newest)",
        remedy: "nothing was changed; run the newer program again, or move the database away to start anew")
    }
  }

  /// Brings the database to the version of the last of `steps`, each in a transaction of its own.
  func migrate(through steps: [any Migration]) throws(StoreFailure) {
    let start = try version()
    for step in steps where step.version > start {
      try transaction { () throws(StoreFailure) in
        try step.apply(to: self)
        try execute("PRAGMA application_id = \(Self.application); PRAGMA user_version = \(step.version)")
        FailurePoint.reached("store.migration.before-commit")
      }
    }
  }

  private func pragma(_ name: String) throws(StoreFailure) -> Int {
    try first("PRAGMA \(name)", read: { $0.count(0) }) ?? 0
  }
}
