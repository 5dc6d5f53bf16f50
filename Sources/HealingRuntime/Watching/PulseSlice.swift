import Healing

/// What was seen of one generation of a service in a short time.
///
/// A patch may serve half a second after the first error. In slices as long as that, even steady errors would look like
/// a burst, and a burst takes long to be shown gone.
struct PulseSlice: Sendable, Codable {
  static let length: Duration = .milliseconds(100)

  /// The number of the slice that holds a time.
  static func number(_ time: Timestamp) -> Int64 { time.nanoseconds / length.nanoseconds }

  /// When a slice begins.
  static func start(_ number: Int64) -> Timestamp { Timestamp(nanoseconds: number * length.nanoseconds) }

  var requests = 0
  /// Errors by fingerprint.
  var errors: [String: Int] = [:]
  /// Requests by how long they took.
  var durations = DurationHistogram()

  mutating func add(_ other: PulseSlice) {
    requests += other.requests
    errors.merge(other.errors) { $0 + $1 }
    durations.add(other.durations)
  }

  /// One of `count` parts that are as alike as whole numbers can be, and together all of it. Of requests only.
  func part(_ index: Int, of count: Int) -> PulseSlice {
    var part = PulseSlice()
    part.durations = durations.part(index, of: count)
    // Where each request was timed, each part must say so, too.
    part.requests = part.durations.total + Swift.max(0, requests - durations.total).part(index, of: count)
    return part
  }
}

/// How many requests took how long; the bounds are those of the metric that brought them.
struct DurationHistogram: Sendable, Codable {
  private(set) var bounds: [Double] = []
  private(set) var counts: [Int] = []

  init() {}

  /// Reads `{bounds: [...], counts: [...]}`, one count more than bounds; nil when it is something else.
  init?(_ value: JSONValue?) {
    guard let bounds = value?["bounds"]?.array?.compactMap(\.double), !bounds.isEmpty, bounds.count <= 64,
      let counts = value?["counts"]?.array?.compactMap(\.integer), counts.count == bounds.count + 1
    else { return nil }
    self.bounds = bounds
    self.counts = counts.map { Int(clamping: max($0, 0)) }
  }

  var total: Int { counts.reduce(0, +) }

  mutating func add(_ other: DurationHistogram) {
    if other.bounds.isEmpty { return }
    if bounds != other.bounds {
      self = other
    } else {
      for index in counts.indices { counts[index] += other.counts[index] }
    }
  }

  /// See ``PulseSlice/part(_:of:)``.
  func part(_ index: Int, of count: Int) -> DurationHistogram {
    var part = self
    // Each bound begins elsewhere, or the few of each would all come to the last part.
    part.counts = counts.enumerated().map { bound, number in
      number.part(index, of: count, from: (bound * 7 + 3) % count)
    }
    return part
  }

  /// The smallest bound that at least `part` of all are within; nil when there is none.
  func bound(of part: Double) -> Double? {
    guard total > 0 else { return nil }
    var within = 0
    for (bound, count) in zip(bounds, counts) {
      within += count
      if Double(within) >= part * Double(total) { return bound }
    }
    return nil
  }

  /// How many took longer than a bound.
  func above(_ bound: Double) -> Int {
    zip(bounds + [.infinity], counts).filter { $0.0 > bound }.map(\.1).reduce(0, +)
  }
}

extension Int {
  /// What of this many falls into one of `count` equal parts.
  fileprivate func part(_ index: Int, of count: Int, from start: Int = 0) -> Int {
    let (whole, rest) = quotientAndRemainder(dividingBy: count)
    return whole + (rest * (index + 1) + start) / count - (rest * index + start) / count
  }
}
