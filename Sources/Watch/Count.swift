/// Events in an exposure. Not always whole: a count that was divided by its dispersion is one, too.
struct Count: Sendable, Hashable {
  var events: Double
  var exposure: Double

  /// Events that `rate` would have given in the same exposure.
  func expected(at rate: Double) -> Double { rate * exposure }

  var rate: Double { exposure > 0 ? events / exposure : 0 }

  static func + (left: Count, right: Count) -> Count {
    Count(events: left.events + right.events, exposure: left.exposure + right.exposure)
  }

  static func - (left: Count, right: Count) -> Count {
    Count(events: left.events - right.events, exposure: left.exposure - right.exposure)
  }

  /// What the same events are worth when they come in bursts.
  func divided(by dispersion: Double) -> Count { Count(events: events / dispersion, exposure: exposure) }
}

extension [Count] {
  var sum: Count { reduce(Count(events: 0, exposure: 0), +) }
}
