/// How an attempt ended.
public enum Outcome: Sendable, Hashable, Codable {
  /// The watch showed that the error is gone; the patch was promoted.
  case healed
  /// Mode `propose`: a verified patch waits for a person.
  case proposed
  /// No candidate was accepted; the reason of the last verdict.
  case rejected(String)
  /// Nothing could be shown, for instance because the failure was not reproduced.
  case inconclusive(String)
  /// The watch took the patch back.
  case rolledBack(String)
  /// Not gone on with.
  case abandoned(String)
  /// Not tried again until something changes.
  case quarantined(String)
}

extension Outcome {
  /// The word for the outcome, in `lower-kebab-case`.
  public var name: String {
    switch self {
    case .healed: "healed"
    case .proposed: "proposed"
    case .rejected: "rejected"
    case .inconclusive: "inconclusive"
    case .rolledBack: "rolled-back"
    case .abandoned: "abandoned"
    case .quarantined: "quarantined"
    }
  }

  /// Why, where the outcome has a reason.
  public var reason: String? {
    switch self {
    case .healed, .proposed: nil
    case .rejected(let why), .inconclusive(let why), .rolledBack(let why), .abandoned(let why), .quarantined(let why):
      why
    }
  }
}
