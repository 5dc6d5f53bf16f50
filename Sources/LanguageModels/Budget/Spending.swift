/// Tokens and what they cost.
struct Spending: Hashable, Codable {
  var tokens = 0
  var money = 0.0

  /// Never more than can be counted.
  static func + (left: Spending, right: Spending) -> Spending {
    let (tokens, isTooMuch) = left.tokens.addingReportingOverflow(right.tokens)
    return Spending(tokens: isTooMuch ? .max : tokens, money: left.money + right.money)
  }

  /// Never below nothing: rounding may leave a little.
  static func - (left: Spending, right: Spending) -> Spending {
    Spending(tokens: max(0, left.tokens - right.tokens), money: max(0, left.money - right.money))
  }
}
