/// What was measured again and again.
struct Samples {
  private var values: [Double] = []

  init(_ values: [Double] = []) { self.values = values }

  mutating func add(_ value: Double) { values.append(value) }

  var count: Int { values.count }

  /// The value that a part of all, 0 to 1, does not exceed; 0 when there is none.
  func percentile(_ part: Double) -> Double {
    let sorted = values.sorted()
    if sorted.isEmpty { return 0 }
    return sorted[min(sorted.count - 1, max(0, Int((part * Double(sorted.count)).rounded(.up)) - 1))]
  }

  var median: Double { percentile(0.5) }
}

extension Duration {
  var nanosecondsAsDouble: Double { self / .nanoseconds(1) }
  var microsecondsAsDouble: Double { self / .microseconds(1) }
  var secondsAsDouble: Double { self / .seconds(1) }
}
