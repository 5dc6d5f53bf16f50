public import Healing

/// Where a model is asked, and as what.
public struct Provider: Sendable, Hashable {
  /// The form of requests and answers.
  public enum API: String, Sendable, Hashable {
    case openai, anthropic
  }

  /// Money for one million tokens, in whatever currency the budget is counted in.
  public struct Price: Sendable, Hashable {
    /// For tokens of the prompt.
    public var input: Double
    /// For tokens of the answer.
    public var output: Double
  }

  /// What it speaks.
  public var api: API
  /// Without the part that the API adds: `http://127.0.0.1:11434/v1`, `https://api.anthropic.com`.
  public var url: String
  /// As the provider calls it.
  public var model: String
  /// The name of a granted secret; nil: no key is sent.
  public var key: String?
  /// Nil: costs nothing.
  public var price: Price?
  /// Members of the request beside ours or instead of them; `null` takes one away.
  public var request: [String: JSONValue]

  /// For messages: `qwen3 at http://127.0.0.1:11434/v1`.
  var name: String { "\(model) at \(url)" }

  /// What so many tokens cost.
  func cost(input: Int, output: Int) -> Double {
    guard let price else { return 0 }
    return (Double(input) * price.input + Double(output) * price.output) / 1_000_000
  }
}
