/// How much trust a patch needs.
public enum Risk: String, Sendable, Hashable, Codable, CaseIterable {
  /// A restart or reload: no source changes.
  case r1 = "R1"
  /// A small patch, proven.
  case r2 = "R2"
  /// Anything larger, whatever hides an error, and what the gate could not examine: a person approves.
  case r3 = "R3"
  /// Authentication, payment, migrations: two people approve.
  case r4 = "R4"

  /// How many people must approve it.
  public var people: Int {
    switch self {
    case .r1, .r2: 0
    case .r3: 1
    case .r4: 2
    }
  }
}
