public import Healing

/// A record that another one caused, and that keeps id, parent and time in members of these names.
public protocol DescendantRecord: Record {
  /// Unique in its schema.
  var id: String { get set }
  /// The id of the record that caused this one.
  var parent: String { get set }
  /// When it was made.
  var at: Timestamp { get set }
}

extension DescendantRecord {
  /// The member `id`.
  public var recordID: String {
    get { id }
    set { id = newValue }
  }
  /// The member `parent`.
  public var recordParent: String {
    get { parent }
    set { parent = newValue }
  }
  /// The member `at`.
  public var recordAt: Timestamp {
    get { at }
    set { at = newValue }
  }
}
