import FoundationEssentials
import Healing

/// What a stage has used today, in its state, so that neither a restart nor a new version makes it forget.
///
/// A request is booked with what it may use at most before it is made, and put right afterwards: whoever is ended in
/// between has counted too much and not too little.
struct DayBudget {
  let settings: ModelSettings
  let store: ModelStore

  private struct Page: Codable {
    /// Days since 1970, of UTC.
    var day: Int64
    var used: Spending
  }

  private static let key = "budget"
  private static let day: Int64 = 86_400_000_000_000

  /// Books `most`.
  /// - Throws: `llm.budget` where that would be too much; nothing is booked then.
  func book(_ most: Spending, at now: Timestamp) throws(StageFailure) {
    try change(at: now) { used throws(StageFailure) in
      let then = used + most
      if then.tokens > settings.tokensPerDay {
        throw beyond(
          "\(used.tokens) of \(settings.tokensPerDay) tokens are used today, and the request may use \(most.tokens) more",
          "tokens_per_day", now)
      }
      if let limit = settings.moneyPerDay, then.money > limit {
        throw beyond(
          "\(used.money.asAmount) of \(limit.asAmount) are spent today, and the request may cost "
            + "\(most.money.asAmount) more", "money_per_day", now)
      }
      return then
    }
  }

  /// Puts right what was booked before a request.
  func settle(_ booked: Spending, as used: Spending, at now: Timestamp) throws(StageFailure) {
    try change(at: now) { all in all - booked + used }
  }

  private func change(
    at now: Timestamp, _ body: (Spending) throws(StageFailure) -> Spending
  ) throws(StageFailure) {
    let today = now.nanoseconds / Self.day
    // The old and the new generation of a plugin may count at the same time.
    for _ in 0..<8 {
      let (page, version): (Page?, Int64) = try store.get(Self.key)
      let used = page.flatMap { $0.day == today ? $0.used : nil } ?? Spending()
      let changed = Page(day: today, used: try body(used))
      do throws(StageFailure) {
        return try store.put(Self.key, changed, version: version)
      } catch  where error.kind == .conflict {
        continue
      }
    }
    throw StageFailure(
      .failed, code: "llm.budget", place: "budget", message: "others change the budget all the time: try again")
  }

  private func beyond(_ what: String, _ key: String, _ now: Timestamp) -> StageFailure {
    let next = Date(timeIntervalSince1970: Double((now.nanoseconds / Self.day + 1) * 86_400))
    return StageFailure(
      .failed, code: "llm.budget", place: "budget",
      message: "\(what); it is free again at \(next.formatted(.iso8601)) (budget.\(key))")
  }
}

extension Double {
  /// An amount of money for a reader; small ones to the hundredth of a cent.
  var asAmount: String {
    // Sums of fractions end a little beside where they should.
    let parts = Int64((Swift.min(self, 1e12) * 10_000 - 1e-6).rounded(.up))
    let fraction = String(parts % 10_000 + 10_000).dropFirst()
    return "\(parts / 10_000).\(fraction.hasSuffix("00") ? fraction.prefix(2) : fraction)"
  }
}
