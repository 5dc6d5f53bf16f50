import LanguageModels

/// What a model is told to do for a patch, and the form of its answer.
enum PatchTask {
  static let form = AnswerForm(
    """
    {
      "type": "object", "required": ["patches"],
      "properties": {
        "patches": {
          "type": "array", "maxItems": 20,
          "items": {
            "type": "object", "required": ["file", "edits", "title"],
            "properties": {
              "file": {"type": "string", "minLength": 1, "maxLength": 500},
              "edits": {
                "type": "array", "minItems": 1, "maxItems": 20,
                "items": {
                  "type": "object", "required": ["find", "replace"],
                  "properties": {
                    "find": {"type": "string", "minLength": 1, "maxLength": 20000},
                    "replace": {"type": "string", "maxLength": 20000}
                  }
                }
              },
              "title": {"type": "string", "description": "what it changes, in one line"},
              "confidence": {"type": "number", "description": "0 to 1"},
              "hides_error": {"type": "boolean", "description": "whether it hides the error and leaves its cause"}
            }
          }
        }
      }
    }
    """)

  static func words(candidates: Int) -> String {
    """
    You mend a defect in a program. You are given a failure of it and numbered lines of its sources.

    Propose at most \(candidates) different patches, the best first. Each must mend the defect alone.
    - A patch changes one file that is shown as `source`; never a test, and no file that is not shown.
    - `find` is text of that file as it stands there, spaces included, without the numbers and bars in front of the lines. \
    It must stand in the file exactly once: take whole lines, and as many as are needed for that.
    - `replace` is what stands there instead, with the right indentation.
    - Change as little as removes the cause. Do not catch or hide the error, and do not make a special case of the input \
    that failed.
    - Import nothing new, start no processes, open no files or connections: such patches are refused.
    If nothing can be mended this way, answer {"patches": []}.
    """
  }
}
