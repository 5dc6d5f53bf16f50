/// How soon a plugin's process is started again after it has died: at once the first time, then later and later until it
/// has done some work.
struct RestartPace {
  private var deaths = 0
  /// Nil: it has not died.
  private var due: ContinuousClock.Instant?

  static let first: Duration = .milliseconds(100)
  static let longest: Duration = .seconds(2)

  /// The process has died.
  mutating func died(at now: ContinuousClock.Instant = .now) {
    deaths += 1
    due = now + Self.pause(after: deaths)
  }

  /// It has answered a call about a record.
  mutating func worked() { deaths = 0 }

  /// How long to wait yet.
  func left(at now: ContinuousClock.Instant = .now) -> Duration { due.map { max(.zero, $0 - now) } ?? .zero }

  /// So many deaths in a row.
  var count: Int { deaths }

  static func pause(after deaths: Int) -> Duration {
    deaths <= 1 ? .zero : min(longest, first * (1 << min(deaths - 2, 10)))
  }
}
