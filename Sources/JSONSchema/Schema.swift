public import Healing

/// A JSON Schema (draft 2020-12) that values can be checked against.
///
///     let schema = try Schema(["properties": ["paths": ["type": "array"]], "additionalProperties": false])
///     schema.check(["path": []]).first?.description
///     // /path: unknown key "path" (did you mean "paths"?)
///
/// Schemas come from plugins and are not trusted: what is not understood is an error and is never skipped, a schema
/// that could run in circles is refused, and a check takes a bounded number of steps. Left out of the draft are
/// `unevaluatedItems`, `unevaluatedProperties`, dynamic references, anchors and references to other documents.
/// `format` and the other annotations are taken and not checked; see ``changing(_:in:by:)``.
public struct Schema: Sendable {
  let subschemas: [Subschema]
  let limits: SchemaLimits

  /// Compiles `value`.
  /// - Throws: `InvalidSchema` with everything that is wrong with it.
  public init(_ value: JSONValue, limits: SchemaLimits = .standard) throws(InvalidSchema) {
    var compiler = SchemaCompiler(limits: limits)
    subschemas = try compiler.compile(value)
    self.limits = limits
  }

  /// Everything in which `value` does not fit; empty when it fits. Of one mapping the known keys come first in the
  /// order of their names, then the unknown and the missing ones.
  public func check(_ value: JSONValue) -> [Mismatch] {
    var check = SchemaCheck(self)
    return check.run(value)
  }

  /// `value` with every string changed that the schema gives this `format`. What its author calls a path, for example,
  /// becomes absolute in this way before the plugin sees it.
  public func changing(_ format: String, in value: JSONValue, by change: (String) -> String) -> JSONValue {
    var strings = FormattedStrings(self, format: format)
    strings.find(in: value)
    return strings.places.isEmpty ? value : value.replacing(strings.places, by: change)
  }
}
