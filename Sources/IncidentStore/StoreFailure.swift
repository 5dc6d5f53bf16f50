/// Why the store could not do what it was asked. Nothing was changed unless the message says so.
public struct StoreFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure this is: it decides what the caller can do.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Another process writes to this database.
    case inUse
    /// The database was written by a newer version.
    case newer
    /// The database was written by an older version and cannot be brought forward here.
    case older
    /// The file is a database of some other program.
    case foreign
    /// The file is damaged.
    case corrupted
    /// The audit trail does not fit its hash chain or the copy of its head.
    case tampered
    /// The folder or a file cannot be written, or made.
    case unwritable
    /// No space is left.
    case diskFull
    /// The database stayed locked for longer than the store waits.
    case busy
    /// The device failed; what was written last may be lost, and this store takes no more writes.
    case device
    /// The course moved on since it was read, or an id is taken by another record.
    case conflict
    /// There is no such incident, record or database.
    case missing
    /// A prefix fits more than one id; ``StoreFailure/matches`` has them.
    case ambiguous
    /// The caller's input breaks a rule.
    case invalid
    /// It was opened for reading, or is closed.
    case unavailable
    /// Anything else that SQLite reports.
    case failed
  }

  /// What kind of failure this is.
  public var kind: Kind
  /// The file, id or field that is meant.
  public var place: String
  /// What is wrong.
  public var what: String
  /// What to do.
  public var remedy: String
  /// The extended result code of SQLite, or an `errno`, where there is one.
  public var code: Int32?
  /// The ids that an ambiguous prefix fits, at most ten.
  public var matches: [String]

  /// Makes a failure: what is wrong, where, and what to do.
  public init(
    _ kind: Kind, at place: String, _ what: String, remedy: String, code: Int32? = nil, matches: [String] = []
  ) {
    self.kind = kind
    self.place = place
    self.what = what
    self.remedy = remedy
    self.code = code
    self.matches = matches
  }

  /// One line: place, what is wrong, what to do.
  public var description: String { "\(place): \(what); \(remedy)" }
}
