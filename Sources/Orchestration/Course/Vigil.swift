public import Healing
public import Watch

/// The beginning of a watch: what has to be known of the time before, also after a crash.
public struct Vigil: Sendable, Hashable, Codable {
  /// When the new generation took over.
  public let since: Timestamp
  /// The service before that.
  public let baseline: Baseline

  /// Makes a vigil.
  public init(since: Timestamp, baseline: Baseline) {
    self.since = since
    self.baseline = baseline
  }
}
