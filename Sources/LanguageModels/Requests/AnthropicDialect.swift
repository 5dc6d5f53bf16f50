import Healing

/// `v1/messages` of Anthropic.
struct AnthropicDialect: ModelDialect {
  func address(_ url: String) -> String {
    url.hasSuffix("/v1/messages") ? url : url.hasSuffix("/v1") ? "\(url)/messages" : "\(url)/v1/messages"
  }

  func headers(key: String?) -> [[String]] {
    [["anthropic-version", "2023-06-01"]] + (key.map { [["x-api-key", $0]] } ?? [])
  }

  func body(_ prompt: Prompt, model: String, answerTokens: Int) -> [String: JSONValue] {
    // An answer that is begun for the model (`{`) would keep it to JSON, but newer models refuse that.
    [
      "model": .string(model), "max_tokens": .integer(Int64(answerTokens)), "system": .string(prompt.system),
      "messages": [["role": "user", "content": .string(prompt.user)]],
    ]
  }

  func reply(_ value: JSONValue) -> ModelReply? {
    guard let content = value["content"]?.array else { return nil }
    let usage = value["usage"]
    // What was read from or written to a cache is told beside the rest.
    let input = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"].compactMap {
      usage?[$0]?.tokens
    }
    var reply = ModelReply(
      text: content.filter { $0["type"]?.text == "text" }.compactMap { $0["text"]?.text }.joined(),
      inputTokens: input.isEmpty ? nil : input.reduce(0, +), outputTokens: usage?["output_tokens"]?.tokens)
    switch value["stop_reason"]?.text {
    case "max_tokens": reply.defect = .cutShort
    case "refusal": reply.defect = .declined
    default: break
    }
    return reply
  }
}

extension ProviderTrouble {
  /// The answer has more tokens than it may have.
  static let cutShort = ProviderTrouble(
    "cut-short", "the answer was cut short before its end: raise `answer_tokens`, or lower `candidates`")
  /// The provider does not let the model answer.
  static let declined = ProviderTrouble("declined", "the model or its provider declined to answer")
}
