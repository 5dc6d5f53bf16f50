import Healing

/// How an API wants to be asked and how it answers.
protocol ModelDialect: Sendable {
  /// The address below the provider's url.
  func address(_ url: String) -> String
  /// The headers that carry the key.
  func headers(key: String?) -> [[String]]
  /// The request's members, before those of the configuration.
  func body(_ prompt: Prompt, model: String, answerTokens: Int) -> [String: JSONValue]
  /// What the model wrote; nil: this is no answer of this API.
  func reply(_ value: JSONValue) -> ModelReply?
}

extension Provider.API {
  var dialect: any ModelDialect {
    switch self {
    case .openai: OpenAIDialect()
    case .anthropic: AnthropicDialect()
    }
  }
}

extension JSONValue {
  /// A number of tokens that can be one.
  var tokens: Int? { integer.flatMap { (0...1_000_000_000).contains($0) ? Int($0) : nil } }
}
