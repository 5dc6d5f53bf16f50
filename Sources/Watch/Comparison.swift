/// The service after the switch beside the service before it, by requests where both count them, else by time.
struct Comparison {
  private enum Measure { case requests, seconds }

  private let before: [Tally]
  private let usual: [Tally]
  private let after: [Tally]
  private let total: Tally
  private let measure: Measure

  init(before: Series, usual: Series, after: Series) {
    self.before = before.tallies
    self.usual = usual.tallies
    self.after = after.tallies
    total = after.total ?? Tally(Exposure(seconds: 0))
    measure = before.countsRequests && after.countsRequests ? .requests : .seconds
  }

  /// Seconds in which something could have been seen.
  var watched: Duration { .seconds(total.exposure.seconds) }
  var errors: Int { total.errors }
  /// Where requests are counted, time alone shows nothing.
  var sawService: Bool { counts(of: \.errors, in: after).sum.exposure > 0 }

  var drop: Drop { Drop(before: counts(of: \.errors, in: before), after: counts(of: \.errors, in: after)) }

  var regression: Regression? {
    if isHigher(\.errors) { return Regression(.sameError, "the error comes more often than before: " + words) }
    if isHigher(\.otherErrors) { return Regression(.otherErrors, "other errors come more often: " + otherWords) }
    guard watched >= Probation.shortest else { return nil }
    if let words = slower { return Regression(.slowRequests, words) }
    if let words = halved { return Regression(.throughput, words) }
    return nil
  }

  private func isHigher(_ events: (Tally) -> Int) -> Bool {
    RateTest.higher.shows(counts(of: events, in: before), counts(of: events, in: after))
  }

  private var slower: String? {
    guard let old = slowRequests(usual), let new = slowRequests(after), RateTest.slower.shows(old, new) else {
      return nil
    }
    return "requests became slower: \(percent(new.sum.rate)) are slower than the old 95%, "
      + "\(percent(old.sum.rate)) before"
  }

  private var halved: String? {
    guard let old = requests(usual), let new = requests(after), new.sum.rate < old.sum.rate / 2 else { return nil }
    guard RateTest.halved.shows(old, new) else { return nil }
    return "the service answers less than half: \(decimal(new.sum.rate)) requests a second, "
      + "\(decimal(old.sum.rate)) before"
  }

  private func counts(of events: (Tally) -> Int, in tallies: [Tally]) -> [Count] {
    tallies.map { tally in
      let exposure = measure == .requests ? Double(tally.exposure.requests ?? 0) : tally.exposure.seconds
      return Count(events: Double(events(tally)), exposure: exposure)
    }
  }

  /// Slow ones per request, of the intervals that were timed; nil when none was.
  private func slowRequests(_ tallies: [Tally]) -> [Count]? {
    let counts = tallies.compactMap { tally -> Count? in
      guard let slow = tally.slow, let requests = tally.exposure.requests else { return nil }
      return Count(events: Double(slow), exposure: Double(requests))
    }
    return counts.isEmpty ? nil : counts
  }

  /// Requests per second; nil unless all of them were counted.
  private func requests(_ tallies: [Tally]) -> [Count]? {
    let counts = tallies.compactMap { tally -> Count? in
      tally.exposure.requests.map { Count(events: Double($0), exposure: tally.exposure.seconds) }
    }
    return counts.count == tallies.count && !counts.isEmpty ? counts : nil
  }
}

extension Comparison {
  /// The exposure, and what it shows, for a reader.
  var words: String {
    guard sawService else { return "nothing was seen of the service in \(exposureWords)" }
    let drop = drop
    let count = "\(errors == 0 ? "none" : String(errors)) of this error in \(exposureWords)"
    let old = "the old rate would have given \(decimal(drop.expected))"
    guard drop.shown > 0 else { return "\(count); \(old)" }
    return "\(count), where \(old): at least \(percent(drop.shown.rounded(toHundredths: .down))) fewer, at 95%"
  }

  private var otherWords: String {
    let old = counts(of: \.otherErrors, in: before).sum.rate
    let new = counts(of: \.otherErrors, in: after).sum
    return "\(total.otherErrors) in \(exposureWords); the old rate would have given \(decimal(new.expected(at: old)))"
  }

  private var exposureWords: String {
    if measure == .requests, let requests = total.exposure.requests {
      return "\(requests) requests over \(decimal(total.exposure.seconds)) s"
    }
    return "\(decimal(total.exposure.seconds)) s"
  }
}
