/// The JSON Schema of the settings that all stages which call a function have.
public enum FunctionSettings {
  /// The whole schema, as text.
  /// - Parameters:
  ///   - own: the members that only this stage has, as JSON: `"interval-ms": {...}, ...`.
  ///   - example: settings that work on every machine, as JSON.
  public static func schema(own: String, example: String) -> String {
    """
    {"type": "object", "additionalProperties": false, "required": ["library", "function", "returns"],
     "properties": {
      "library": {"type": "string", "minLength": 1, "format": "path", "examples": ["./libscore.so"],
        "description": "The shared library, relative to this file."},
      "function": {"type": "string", "minLength": 1, "description": "The name that the library exports."},
      "arguments": {"type": "array", "items": {"$ref": "#/$defs/argument"}, "default": [],
        "description": "What the function takes, in its order."},
      "returns": {"enum": [\(ScalarType.names), "string"], "description": "What the function gives back."},
      "release": {"type": "string", "minLength": 1,
        "description": "The function that a returned string is given to afterwards, such as free. Without it the library keeps it."},
      \(own)},
     "examples": [\(example)],
     "$defs": {
      "argument": {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
        "type": {"enum": [\(ScalarType.names), "string", "buffer", "struct"],
          "description": "string: const char *. buffer: const void *, size_t. struct: const struct *."},
        "name": {"type": "string", "description": "For the reader."},
        "from": {"type": "string", "description": "A column of a record, such as incident.title."},
        "value": {"type": ["string", "number", "boolean", "null"], "description": "The same each time."},
        "else": {"type": ["string", "number", "boolean", "null"],
          "description": "Taken when the record does not say; without it the function is not called then."},
        "fields": {"type": "array", "items": {"$ref": "#/$defs/argument"},
          "description": "The members of a struct, in their order."}}}}}
    """
  }
}

extension ScalarType {
  fileprivate static var names: String { allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") }
}
