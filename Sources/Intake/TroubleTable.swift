import Healing

/// The fingerprints that are current, at most so many.
struct TroubleTable: Sendable {
  private let limits: IntakeLimits
  private var lastSeen: [String: Timestamp] = [:]

  init(_ limits: IntakeLimits) {
    self.limits = limits
  }

  /// Whether an event of this fingerprint may come in now.
  mutating func admit(_ fingerprint: String, at now: Timestamp) -> Bool {
    if lastSeen[fingerprint] == nil, lastSeen.count >= limits.fingerprints {
      let limit = limits.current
      lastSeen = lastSeen.filter { now - $0.value < limit }
      guard lastSeen.count < limits.fingerprints else { return false }
    }
    lastSeen[fingerprint] = now
    return true
  }
}
