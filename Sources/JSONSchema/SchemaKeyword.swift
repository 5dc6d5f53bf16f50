/// The words of the draft, sorted by what becomes of them here.
enum SchemaKeyword {
  /// Checked.
  static let checked: Set<String> = [
    "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength",
    "maxLength", "pattern", "properties", "patternProperties", "additionalProperties", "propertyNames", "required",
    "minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "items", "prefixItems", "contains",
    "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "allOf", "anyOf", "oneOf", "not", "if", "then",
    "else", "$ref",
  ]

  /// Taken and not checked; `$schema`, `$defs`, `format` and `writeOnly` are looked at by the compiler.
  static let annotations: Set<String> = [
    "$schema", "$id", "$comment", "$defs", "title", "description", "default", "examples", "deprecated", "readOnly",
    "writeOnly", "format", "contentEncoding", "contentMediaType", "contentSchema",
  ]

  /// Known from the draft or an older one, and refused because skipping them would let wrong values pass.
  static let refused: [String: String] = [
    "definitions": "its name is \"$defs\" since draft 2019-09",
    "id": "its name is \"$id\" since draft 6",
    "additionalItems": "since draft 2020-12 \"prefixItems\" holds the first items and \"items\" all others",
    "dependencies": "its names are \"dependentRequired\" and \"dependentSchemas\" since draft 2019-09",
    "unevaluatedProperties": "use \"additionalProperties\" beside the \"properties\" that it is about",
    "unevaluatedItems": "use \"items\" beside the \"prefixItems\" that it is about",
    "$anchor": "refer to \"#/$defs/name\" instead",
    "$dynamicAnchor": "refer to \"#/$defs/name\" instead",
    "$dynamicRef": "refer to \"#/$defs/name\" instead",
    "$recursiveRef": "refer to \"#\" instead",
    "$recursiveAnchor": "refer to \"#\" instead",
    "$vocabulary": "leave it out",
  ]

  static let dialect = "https://json-schema.org/draft/2020-12/schema"
}
