public import Healing

/// A value of the way that has a record: its columns are its coded fields, in `snake_case`.
public protocol Record: Codable, Sendable {
  /// The name of the record's schema, as in `plugin-sdk/schemas/records`: `homeostasis.event/1`.
  static var schema: String { get }
  /// The columns of the schema.
  static var layout: RecordLayout { get }
  /// What the row's `id` is, unique in its schema.
  var recordID: String { get set }
  /// What the row's `parent` is: the id of the record that caused this one; empty at the root. Setting it does nothing
  /// where the record is always a root.
  var recordParent: String { get set }
  /// What the row's `at` is; setting it does nothing where the record has no time.
  var recordAt: Timestamp { get set }
  /// Writes the columns of the row that was begun, in the order of ``layout``.
  func write(to row: inout RecordWriter)
  /// Reads id, parent, time and columns, in the order of ``layout``.
  /// - Throws: nested JSON that is not understood, with its column.
  init(row: inout RecordReader) throws(BridgeFailure)
}

extension Incident: DescendantRecord {
  /// Made by the host; its parent is the first event.
  public static var schema: String { "homeostasis.incident/1" }
}

extension Diagnosis: DescendantRecord {
  /// Emitted by analyzers; its parent is the incident.
  public static var schema: String { "homeostasis.diagnosis/1" }
}

extension Patch: DescendantRecord {
  /// Emitted by patchers; its parent is the diagnosis.
  public static var schema: String { "homeostasis.patch/1" }
}

extension Verdict: DescendantRecord {
  /// Emitted by testers; its parent is the patch.
  public static var schema: String { "homeostasis.verdict/1" }
}

extension Rollout: DescendantRecord {
  /// Emitted by deployers; its parent is the patch, then the row before.
  public static var schema: String { "homeostasis.rollout/1" }
}

extension Event: Record {
  /// Emitted by monitors.
  public static var schema: String { "homeostasis.event/1" }
  /// The event's own id.
  public var recordID: String {
    get { id }
    set { id = newValue }
  }
  /// Empty: an event is where the way begins.
  public var recordParent: String {
    get { "" }
    set {}
  }
  /// When it happened.
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}

extension Cursor: Record {
  /// Given to monitors by the host.
  public static var schema: String { "homeostasis.cursor/1" }
  /// Monitor and stream, which name a cursor; setting it does nothing.
  public var recordID: String {
    get { "\(monitor)/\(stream)" }
    set {}
  }
  /// Empty: nothing causes a cursor.
  public var recordParent: String {
    get { "" }
    set {}
  }
  /// When it was stored.
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}

extension ServiceDescription: Record {
  /// Given to every stage by the host, with every call.
  public static var schema: String { "homeostasis.service/1" }
  /// The service's name, which is its id.
  public var recordID: String {
    get { name }
    set { name = newValue }
  }
  /// Empty: nothing causes a service.
  public var recordParent: String {
    get { "" }
    set {}
  }
  /// Unknown: a description has no time of its own.
  public var recordAt: Timestamp {
    get { .unknown }
    set {}
  }
}
