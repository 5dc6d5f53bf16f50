/// Counts durations in buckets that are at most 3 percent wide, from a microsecond to minutes, in a fixed room.
public struct LatencyHistogram: Sendable {
  /// Buckets for each doubling.
  private static let fine = 32
  private var buckets = [Int](repeating: 0, count: 32 * fine)
  /// How many durations were added.
  public private(set) var count = 0
  /// The longest of them, exactly.
  public private(set) var longest: Duration = .zero

  /// An empty one.
  public init() {}

  /// Counts one duration.
  public mutating func add(_ duration: Duration) {
    count += 1
    longest = max(longest, duration)
    buckets[Self.bucket(max(1, Int64(duration / .microseconds(1))))] += 1
  }

  /// The duration that a part of all (0 to 1) does not exceed; zero when there is none.
  public func percentile(_ part: Double) -> Duration {
    var left = Int((part * Double(count)).rounded(.up))
    for (index, entries) in buckets.enumerated() where entries > 0 {
      left -= entries
      if left <= 0 { return min(longest, .microseconds(Self.upper(index))) }
    }
    return longest
  }

  private static func bucket(_ microseconds: Int64) -> Int {
    let power = 63 - microseconds.leadingZeroBitCount
    let within = power >= 5 ? Int(microseconds >> (power - 5)) & 31 : Int(microseconds << (5 - power)) & 31
    return min(power * fine + within, 32 * fine - 1)
  }

  private static func upper(_ bucket: Int) -> Int64 {
    let (power, within) = (bucket / fine, Int64(bucket % fine))
    return power >= 5 ? (32 + within + 1) << (power - 5) : max(1, (32 + within + 1) >> (5 - power))
  }
}
