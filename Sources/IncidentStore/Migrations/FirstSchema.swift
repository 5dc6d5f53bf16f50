/// Version 1: everything that the way from event to outcome needs.
///
/// Times are nanoseconds since 1970. Rows of `records`, `outcomes`, `lessons` and `acts` are only ever added.
struct FirstSchema: Migration {
  let version = 1

  func apply(to database: Database) throws(StoreFailure) {
    try database.execute(Self.intake)
    try database.execute(Self.audit)
    try database.execute(Self.course)
    try database.execute(Self.memory)
  }

  /// `twins` holds event ids in the order in which they came: what must be forgotten stands in front.
  private static let intake = """
    CREATE TABLE cursors (
      monitor TEXT NOT NULL, stream TEXT NOT NULL, position BLOB NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (monitor, stream)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE twins (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT;
    CREATE TABLE incidents (
      id TEXT NOT NULL PRIMARY KEY, service TEXT NOT NULL, fingerprint TEXT NOT NULL, language TEXT NOT NULL,
      parent TEXT NOT NULL, at INTEGER NOT NULL, title TEXT NOT NULL, type TEXT, frames TEXT NOT NULL,
      first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, count INTEGER NOT NULL,
      UNIQUE (service, fingerprint)
    ) STRICT;
    CREATE INDEX incidents_by_time ON incidents (last_seen);
    CREATE TABLE samples (
      incident TEXT NOT NULL REFERENCES incidents (id), ordinal INTEGER NOT NULL, event TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (incident, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE slices (
      number INTEGER PRIMARY KEY, service TEXT NOT NULL, at INTEGER NOT NULL, generation INTEGER,
      body BLOB NOT NULL
    ) STRICT;
    CREATE TABLE kinds (
      service TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (service, body)
    ) STRICT, WITHOUT ROWID;
    """

  /// The triggers stop honest mistakes; the chain of hashes finds the others.
  private static let audit = """
    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, action TEXT NOT NULL, actor TEXT NOT NULL,
      service TEXT NOT NULL, incident TEXT NOT NULL, attempt INTEGER NOT NULL, detail TEXT NOT NULL,
      content BLOB NOT NULL, hash BLOB NOT NULL
    ) STRICT;
    CREATE INDEX audit_by_incident ON audit (incident, sequence);
    CREATE TRIGGER audit_is_not_edited BEFORE UPDATE ON audit
      BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
      BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
    CREATE TRIGGER audit_grows_by_one BEFORE INSERT ON audit
      WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
      BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
    """

  /// `seen` is the incident's count at the last transition: what came later has not been looked at.
  private static let course = """
    CREATE TABLE courses (
      incident TEXT NOT NULL PRIMARY KEY REFERENCES incidents (id), service TEXT NOT NULL, state TEXT NOT NULL,
      attempt INTEGER NOT NULL, data TEXT NOT NULL, updated_at INTEGER NOT NULL,
      not_before INTEGER, finished INTEGER NOT NULL, revision INTEGER NOT NULL, seen INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX courses_open ON courses (updated_at) WHERE finished = 0;
    CREATE TABLE records (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, schema TEXT NOT NULL, parent TEXT NOT NULL,
      incident TEXT NOT NULL REFERENCES incidents (id), attempt INTEGER NOT NULL, at INTEGER NOT NULL,
      body TEXT NOT NULL, audit INTEGER NOT NULL REFERENCES audit (sequence)
    ) STRICT;
    CREATE INDEX records_by_incident ON records (incident, schema);
    CREATE INDEX records_by_parent ON records (parent);
    CREATE INDEX records_by_schema ON records (schema);
    CREATE INDEX records_by_audit ON records (audit);
    CREATE TABLE outcomes (
      number INTEGER PRIMARY KEY, incident TEXT NOT NULL REFERENCES incidents (id), attempt INTEGER NOT NULL,
      service TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT, at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX outcomes_by_incident ON outcomes (incident);
    """

  private static let memory = """
    CREATE TABLE fates (
      service TEXT NOT NULL, patch TEXT NOT NULL, target TEXT NOT NULL, fate TEXT NOT NULL, reason TEXT NOT NULL,
      incident TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (service, patch, target)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lessons (
      number INTEGER PRIMARY KEY, exception TEXT NOT NULL, template TEXT NOT NULL, successes REAL NOT NULL,
      failures REAL NOT NULL, incident TEXT NOT NULL, at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX lessons_by_exception ON lessons (exception, template);
    CREATE TABLE acts (
      number INTEGER PRIMARY KEY, act TEXT NOT NULL, service TEXT NOT NULL, incident TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX acts_by_time ON acts (act, at);
    CREATE TABLE quarantines (
      incident TEXT NOT NULL PRIMARY KEY REFERENCES incidents (id), service TEXT NOT NULL, reason TEXT NOT NULL,
      at INTEGER NOT NULL, until INTEGER
    ) STRICT, WITHOUT ROWID;
    """
}
