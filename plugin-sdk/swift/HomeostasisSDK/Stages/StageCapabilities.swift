import CHomeostasisPlugin

/// What the host may do with a plugin; the `HS_CAP_` bits.
public struct StageCapabilities: OptionSet, Sendable {
  /// `HS_CAP_` bits of `plugin.h`; the host ignores those it does not know.
  public let rawValue: UInt32
  /// Takes the bits as they are, also those without a name here.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Never in the host's own process.
  public static let ownProcess = StageCapabilities(rawValue: HS_CAP_OWN_PROCESS)
  /// Holds a port or a lock: the old generation stops before the new one starts.
  public static let exclusive = StageCapabilities(rawValue: HS_CAP_EXCLUSIVE)
  /// Same input, same output, no effect: may be replayed.
  public static let pure = StageCapabilities(rawValue: HS_CAP_PURE)
}
