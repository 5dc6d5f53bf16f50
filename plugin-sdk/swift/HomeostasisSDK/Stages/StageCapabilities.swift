import CHomeostasisPlugin

/// What the host may do with a plugin; the `HS_CAP_` bits.
public struct StageCapabilities: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Never in the host's own process.
  public static let ownProcess = StageCapabilities(rawValue: HS_CAP_OWN_PROCESS)
  /// Holds a port or a lock: the old generation stops before the new one starts.
  public static let exclusive = StageCapabilities(rawValue: HS_CAP_EXCLUSIVE)
  /// Same input, same output, no effect: may be replayed.
  public static let pure = StageCapabilities(rawValue: HS_CAP_PURE)
}
