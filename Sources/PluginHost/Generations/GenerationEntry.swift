public import Healing

/// One generation of a plugin in its history.
public struct GenerationEntry: Sendable, Hashable, Codable {
  /// What became of it.
  public enum State: String, Sendable, Hashable, Codable {
    /// Never in service: the reload changed nothing.
    case refused
    /// In service and watched; the one before it stands ready.
    case probation
    /// In service.
    case current
    /// Taken back in its probation.
    case rolledBack = "rolled-back"
    /// It was good, and another came after it.
    case retired
    /// It crashed too often.
    case quarantined
    /// Its bytes, or the key that signed it, were revoked while it was in service.
    case revoked
  }

  /// Something that happened to it.
  public struct Note: Sendable, Hashable, Codable {
    /// When.
    public var at: Timestamp
    /// In words for a person.
    public var text: String
  }

  /// 1, 2, ...; only grows, over restarts of the host.
  public var number: Int
  /// SHA-256 of the library.
  public var hash: String
  /// As the library says; empty: it never came so far.
  public var version: String
  /// The library's own file.
  public var library: String
  /// When it was loaded, or was to be.
  public var at: Timestamp
  /// What became of it.
  public var state: State
  /// In the order they happened, at most 50.
  public var notes: [Note]
  /// Where its answers to earlier records were others than those of the generation before it; at most 10.
  public var differences: [ShadowDifference]

  /// How many records were set aside because of it; nil: none.
  public var setAside: Int?

  mutating func note(_ text: String, at time: Timestamp) {
    if notes.count < 50 { notes.append(Note(at: time, text: text)) }
  }
}
