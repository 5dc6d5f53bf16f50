extension Database {
  /// Settings of the connection that writes. Every commit waits for the disk: what was acknowledged is never undone.
  func beginWriting() throws(StoreFailure) {
    let mode = try first("PRAGMA journal_mode = WAL", read: { $0.text(0) }) ?? ""
    guard mode == "wal" else {
      throw StoreFailure(
        .unwritable, at: path, "the file system allows no write-ahead log (journal mode \(mode))",
        remedy: "put the state on a local file system")
    }
    try execute(
      """
      PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
      PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -8000;
      """)
  }

  /// Reads every page once and refuses a file that does not hang together.
  func checkPages() throws(StoreFailure) {
    let findings = try all("PRAGMA quick_check(3)", read: { $0.text(0) })
    guard findings == ["ok"] else {
      throw StoreFailure(
        .corrupted, at: path, "the database is damaged: \(findings.joined(separator: "; "))",
        remedy: StoreFailure.setAside)
    }
  }
}
