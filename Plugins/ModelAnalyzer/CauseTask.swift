import LanguageModels

/// What a model is told to do for a diagnosis, and the form of its answer.
enum CauseTask {
  static let form = AnswerForm(
    """
    {
      "type": "object", "required": ["cause", "category", "locations"],
      "properties": {
        "cause": {"type": "string", "minLength": 1, "description": "one sentence"},
        "category": {
          "enum": ["null-value", "missing-key", "type", "bounds", "encoding", "import", "resource", "arithmetic", "logic",
            "unknown"]
        },
        "confidence": {"type": "number", "description": "0 to 1"},
        "locations": {
          "type": "array", "maxItems": 20,
          "items": {
            "type": "object", "required": ["file", "line"],
            "properties": {
              "file": {"type": "string", "minLength": 1, "maxLength": 500},
              "line": {"type": "integer", "minimum": 1},
              "score": {"type": "number", "description": "0 to 1"}
            }
          }
        }
      }
    }
    """)

  static let words = """
    You find the cause of a failure of a program. You are given the failure and numbered lines of the program's sources.

    Say in one sentence what is wrong in the sources, and name the lines that would have to be changed, the likeliest \
    first: only lines of files that are shown as `source`, by the numbers in front of them.
    """
}
