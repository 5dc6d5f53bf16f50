public import Healing

/// What the host itself found out about a patch; nothing of it is the patcher's word.
public struct PatchFacts: Sendable, Hashable, Codable {
  /// Where it changes something, at least one for each file that it touches; the function where it is known.
  public var places: [Location]
  /// Lines added and lines removed.
  public var lines: Int
  /// It hides the error instead of removing the cause.
  public var suppresses: Bool
  /// Why nobody could look at what it does; nil: the gate did.
  public var unexamined: String?

  /// Makes facts.
  public init(places: [Location], lines: Int, suppresses: Bool) {
    self.places = places
    self.lines = lines
    self.suppresses = suppresses
  }

  /// The files that it touches, each once, relative to the service's root.
  public var paths: [String] { Set(places.map(\.file)).sorted() }
}
