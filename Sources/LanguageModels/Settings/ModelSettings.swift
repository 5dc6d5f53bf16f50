public import Healing

/// How a stage asks language models.
public struct ModelSettings: Sendable, Hashable {
  /// Tried in this order.
  public var providers: [Provider]
  /// How many proposals one answer may have.
  public var candidates: Int
  /// Lines that one proposal may add and remove.
  public var lines: Int
  /// For one request and its whole answer.
  public var timeout: Duration
  /// Requests to one provider.
  public var attempts: Int
  /// Tokens that an answer may have.
  public var answerTokens: Int
  /// For a day of UTC.
  public var tokensPerDay: Int
  /// For a day of UTC; nil: not counted.
  public var moneyPerDay: Double?
  /// How many prompts are kept with what came of them.
  public var kept: Int

  /// Reads settings that have passed ``schema``.
  public init(_ value: JSONValue) {
    providers = (value["providers"]?.array ?? []).map(Provider.init)
    candidates = value.count("candidates") ?? 3
    lines = value.count("lines") ?? 60
    timeout = .seconds(value.count("timeout") ?? 50)
    attempts = value.count("attempts") ?? 2
    answerTokens = value.count("answer_tokens") ?? 4096
    let budget = value["budget"] ?? [:]
    tokensPerDay = budget.count("tokens_per_day") ?? 200_000
    moneyPerDay = budget["money_per_day"]?.double
    kept = value.count("keep") ?? 20
  }
}

extension Provider {
  init(_ value: JSONValue) {
    let url = value["url"]?.text ?? ""
    let price = value["price"].map { Price(input: $0["input"]?.double ?? 0, output: $0["output"]?.double ?? 0) }
    self.init(
      api: value["api"]?.text.flatMap(API.init) ?? .openai, url: url.hasSuffix("/") ? String(url.dropLast()) : url,
      model: value["model"]?.text ?? "", key: value["key"]?.text, price: price,
      request: value["request"]?.object ?? [:])
  }
}

extension JSONValue {
  fileprivate func count(_ key: String) -> Int? { self[key]?.integer.map { Int($0) } }
}
