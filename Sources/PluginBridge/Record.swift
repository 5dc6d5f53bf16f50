public import Healing

/// A value of the way that has a record: its columns are its coded fields, in `snake_case`.
public protocol Record: Codable, Sendable {
  /// `homeostasis.event/1`
  static var schema: String { get }
  var recordID: String { get set }
  var recordParent: String { get set }
  var recordAt: Timestamp { get set }
}

extension Event: Record {
  public static var schema: String { "homeostasis.event/1" }
  public var recordID: String {
    get { id }
    set { id = newValue }
  }
  public var recordParent: String {
    get { "" }
    set {}
  }
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}

extension Incident: Record {
  public static var schema: String { "homeostasis.incident/1" }
  public var recordID: String {
    get { id }
    set { id = newValue }
  }
  public var recordParent: String {
    get { parent }
    set { parent = newValue }
  }
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}

extension Diagnosis: Record {
  public static var schema: String { "homeostasis.diagnosis/1" }
  public var recordID: String {
    get { id }
    set { id = newValue }
  }
  public var recordParent: String {
    get { parent }
    set { parent = newValue }
  }
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}

extension Patch: Record {
  public static var schema: String { "homeostasis.patch/1" }
  public var recordID: String {
    get { id }
    set { id = newValue }
  }
  public var recordParent: String {
    get { parent }
    set { parent = newValue }
  }
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}

extension Verdict: Record {
  public static var schema: String { "homeostasis.verdict/1" }
  public var recordID: String {
    get { id }
    set { id = newValue }
  }
  public var recordParent: String {
    get { parent }
    set { parent = newValue }
  }
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}

extension Rollout: Record {
  public static var schema: String { "homeostasis.rollout/1" }
  public var recordID: String {
    get { id }
    set { id = newValue }
  }
  public var recordParent: String {
    get { parent }
    set { parent = newValue }
  }
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}

extension Cursor: Record {
  public static var schema: String { "homeostasis.cursor/1" }
  public var recordID: String {
    get { "\(monitor)/\(stream)" }
    set {}
  }
  public var recordParent: String {
    get { "" }
    set {}
  }
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}

extension ServiceDescription: Record {
  public static var schema: String { "homeostasis.service/1" }
  public var recordID: String {
    get { name }
    set { name = newValue }
  }
  public var recordParent: String {
    get { "" }
    set {}
  }
  public var recordAt: Timestamp {
    get { .unknown }
    set {}
  }
}
