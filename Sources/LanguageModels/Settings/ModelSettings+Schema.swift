extension ModelSettings {
  /// The JSON Schema of the settings, as text.
  public static let schema = """
    {
      "type": "object", "additionalProperties": false, "required": ["providers"],
      "properties": {
        "providers": {
          "type": "array", "minItems": 1, "maxItems": 8, "items": \(provider),
          "description": "Where models are asked; the second only when the first gives no usable answer, and so on"
        },
        "candidates": {
          "type": "integer", "minimum": 1, "maximum": 10, "default": 3,
          "description": "The most proposals that are taken of one answer"
        },
        "lines": {
          "type": "integer", "minimum": 1, "maximum": 500, "default": 60,
          "description": "The most lines that one proposal may add and remove"
        },
        "timeout": {
          "type": "integer", "minimum": 1, "maximum": 600, "default": 50,
          "description": "Seconds for one request; all of them end with the stage's own timeout"
        },
        "attempts": {
          "type": "integer", "minimum": 1, "maximum": 5, "default": 2,
          "description": "Requests to one provider that is busy, late, or fails by itself"
        },
        "answer_tokens": {
          "type": "integer", "minimum": 64, "maximum": 131072, "default": 4096,
          "description": "The most tokens of one answer, what the model thinks included"
        },
        "budget": {
          "type": "object", "additionalProperties": false,
          "description": "For each stage and day (of UTC); a request that might go beyond it is not made",
          "properties": {
            "tokens_per_day": {
              "type": "integer", "minimum": 0, "maximum": 1000000000, "default": 200000,
              "description": "Tokens of prompts and answers together"
            },
            "money_per_day": {
              "type": "number", "minimum": 0, "maximum": 1000000000,
              "description": "In the currency of the prices; without it not limited"
            }
          }
        },
        "keep": {
          "type": "integer", "minimum": 0, "maximum": 1000, "default": 20,
          "description": "How many prompts are kept in the stage's state, each with its answer"
        }
      },
      "examples": [
        {"providers": [{"api": "openai", "url": "http://127.0.0.1:11434/v1", "model": "qwen2.5-coder:14b"}]}
      ]
    }
    """

  private static let provider = """
    {
      "type": "object", "additionalProperties": false, "required": ["api", "url", "model"],
      "properties": {
        "api": {
          "enum": ["openai", "anthropic"],
          "description": "openai: POST URL/chat/completions (Ollama, vLLM, llama.cpp, hosted ones); anthropic: POST URL/v1/messages"
        },
        "url": {
          "type": "string", "pattern": "^https?://[^/?#@]+", "maxLength": 500,
          "description": "What comes before that path; its host and port must stand under grants: {http: [...]}"
        },
        "model": {
          "type": "string", "minLength": 1, "maxLength": 200, "description": "As the provider calls it"
        },
        "key": {
          "type": "string", "minLength": 1, "maxLength": 200,
          "description": "The name of a secret of grants: {secrets: [...]}; without it no key is sent"
        },
        "price": {
          "type": "object", "additionalProperties": false, "required": ["input", "output"],
          "description": "Money for one million tokens; without it the model costs nothing",
          "properties": {
            "input": {"type": "number", "minimum": 0, "maximum": 1000000, "description": "For tokens of the prompt"},
            "output": {"type": "number", "minimum": 0, "maximum": 1000000, "description": "For tokens of the answer"}
          }
        },
        "request": {
          "type": "object",
          "description": "Members of the request beside the usual ones or instead of them; null takes one away"
        }
      }
    }
    """
}
