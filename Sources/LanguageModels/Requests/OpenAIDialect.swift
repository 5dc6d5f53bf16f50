import Healing

/// `chat/completions` as OpenAI defined it and Ollama, vLLM, llama.cpp and most hosted providers speak it.
struct OpenAIDialect: ModelDialect {
  func address(_ url: String) -> String {
    url.hasSuffix("/chat/completions") ? url : "\(url)/chat/completions"
  }

  func headers(key: String?) -> [[String]] { key.map { [["Authorization", "Bearer \($0)"]] } ?? [] }

  func body(_ prompt: Prompt, model: String, answerTokens: Int) -> [String: JSONValue] {
    [
      "model": .string(model),
      "messages": [
        ["role": "system", "content": .string(prompt.system)], ["role": "user", "content": .string(prompt.user)],
      ],
      "max_tokens": .integer(Int64(answerTokens)),
      // All servers know this one; a schema beside it not all.
      "response_format": ["type": "json_object"],
      "stream": false,
    ]
  }

  func reply(_ value: JSONValue) -> ModelReply? {
    guard let choice = value["choices"]?.array?.first, let message = choice["message"] else { return nil }
    var reply = ModelReply(
      text: message["content"]?.text ?? "", inputTokens: value["usage"]?["prompt_tokens"]?.tokens,
      outputTokens: value["usage"]?["completion_tokens"]?.tokens)
    switch choice["finish_reason"]?.text {
    case "length": reply.defect = .cutShort
    case "content_filter": reply.defect = .declined
    default: if message["refusal"]?.text?.isEmpty == false { reply.defect = .declined }
    }
    return reply
  }
}
