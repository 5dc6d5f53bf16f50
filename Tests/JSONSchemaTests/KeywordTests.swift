import Healing
import JSONSchema
import Testing

/// A schema, values that fit, and values that do not with the keyword that says so.
struct Keyword: Sendable, CustomTestStringConvertible {
  var schema: JSONValue
  var fitting: [JSONValue]
  var others: [(JSONValue, String)]

  var testDescription: String { "\(schema)" }
}

@Suite("Each keyword")
struct KeywordTests {
  @Test(
    "takes what fits and tells what does not",
    arguments: [
      Keyword(schema: ["type": "integer"], fitting: [1, 1.0], others: [(1.5, "type"), ("1", "type"), (nil, "type")]),
      Keyword(schema: ["type": ["string", "null"]], fitting: ["", nil], others: [(false, "type"), ([:], "type")]),
      Keyword(schema: ["enum": ["a", 1, [2.0]]], fitting: ["a", 1.0, [2]], others: [("b", "enum"), ([3], "enum")]),
      Keyword(schema: ["const": ["x": 1.0]], fitting: [["x": 1]], others: [(["x": 2], "const"), (1, "const")]),
      Keyword(
        schema: ["minimum": 1, "maximum": 2], fitting: [1, 2, "0"], others: [(0, "minimum"), (2.5, "maximum")]),
      Keyword(
        schema: ["exclusiveMinimum": 1, "exclusiveMaximum": 2], fitting: [1.5],
        others: [(1, "exclusiveMinimum"), (2, "exclusiveMaximum")]),
      Keyword(schema: ["multipleOf": 0.1], fitting: [0.3, 2], others: [(0.25, "multipleOf")]),
      Keyword(
        schema: ["minLength": 1, "maxLength": 2], fitting: ["é", "👩‍🚀".prefixScalars(2)],
        others: [("", "minLength"), ("abc", "maxLength")]),
      Keyword(schema: ["pattern": "^a+$"], fitting: ["a", 5], others: [("b", "pattern"), ("a\n", "pattern")]),
      Keyword(
        schema: ["properties": ["a": ["type": "string"]], "additionalProperties": false], fitting: [["a": "x"], [:]],
        others: [(["a": 1], "type"), (["b": 1], "additionalProperties")]),
      Keyword(
        schema: ["patternProperties": ["^x-": true], "additionalProperties": ["type": "integer"]],
        fitting: [["x-a": "s", "b": 1]], others: [(["b": "s"], "type")]),
      Keyword(schema: ["propertyNames": ["maxLength": 1]], fitting: [["a": 1]], others: [(["ab": 1], "propertyNames")]),
      Keyword(schema: ["required": ["a"]], fitting: [["a": nil], 1], others: [([:], "required")]),
      Keyword(
        schema: ["minProperties": 1, "maxProperties": 1], fitting: [["a": 1]],
        others: [([:], "minProperties"), (["a": 1, "b": 1], "maxProperties")]),
      Keyword(
        schema: ["dependentRequired": ["a": ["b"]]], fitting: [["b": 1], ["a": 1, "b": 1]],
        others: [(["a": 1], "dependentRequired")]),
      Keyword(
        schema: ["dependentSchemas": ["a": ["maxProperties": 1]]], fitting: [["a": 1], ["b": 1, "c": 1]],
        others: [(["a": 1, "b": 1], "maxProperties")]),
      Keyword(
        schema: ["prefixItems": [["type": "string"]], "items": ["type": "integer"]], fitting: [["a", 1], []],
        others: [([1], "type"), (["a", "b"], "type")]),
      Keyword(
        schema: ["minItems": 1, "maxItems": 2], fitting: [[1]], others: [([], "minItems"), ([1, 2, 3], "maxItems")]),
      Keyword(schema: ["uniqueItems": true], fitting: [[1, "1"]], others: [([1, 1.0], "uniqueItems")]),
      Keyword(
        schema: ["contains": ["const": 1], "maxContains": 1], fitting: [[1, 2]],
        others: [([2], "contains"), ([1, 1], "maxContains")]),
      Keyword(schema: ["contains": ["const": 1], "minContains": 0], fitting: [[]], others: []),
      Keyword(
        schema: ["allOf": [["minimum": 1], ["maximum": 2]]], fitting: [1], others: [(0, "minimum"), (3, "maximum")]),
      Keyword(schema: ["anyOf": [["type": "string"], ["minimum": 2]]], fitting: ["a", 2], others: [(1, "minimum")]),
      Keyword(
        schema: ["oneOf": [["multipleOf": 2], ["multipleOf": 3]]], fitting: [2, 3],
        others: [(6, "oneOf"), (5, "oneOf")]),
      Keyword(schema: ["not": ["type": "string"]], fitting: [1], others: [("a", "not")]),
      Keyword(
        schema: ["if": ["type": "string"], "then": ["minLength": 2], "else": ["minimum": 2]], fitting: ["ab", 2],
        others: [("a", "minLength"), (1, "minimum")]),
      Keyword(
        schema: ["$ref": "#/$defs/a~1b", "$defs": ["a/b": ["type": "string"]]], fitting: ["a"], others: [(1, "type")]),
      Keyword(schema: false, fitting: [], others: [(1, "false"), (nil, "false")]),
      Keyword(
        schema: ["format": "email", "x-form": 1, "default": 1, "title": "t"], fitting: ["no address"], others: []),
    ])
  func keyword(_ keyword: Keyword) throws {
    let schema = try Schema(keyword.schema)
    for value in keyword.fitting { #expect(schema.check(value) == [], "\(value)") }
    for (value, word) in keyword.others { #expect(schema.check(value).map(\.keyword) == [word], "\(value)") }
  }

  @Test("strings of a format are found wherever the schema has them, and only those")
  func formats() throws {
    let schema = try Schema([
      "properties": [
        "list": ["items": ["format": "path"]], "pair": ["prefixItems": [["format": "path"], true]],
        "either": ["anyOf": [["type": "integer"], ["$ref": "#/$defs/path"]]], "next": ["$ref": "#"], "name": true,
      ],
      "patternProperties": ["^x-": ["format": "path"]],
      "$defs": ["path": ["type": "string", "format": "path"]],
    ])
    let value: JSONValue = [
      "list": ["a", 1], "pair": ["b", "c"], "either": "d", "next": ["either": "e", "name": "f"], "x-g": "g",
    ]
    #expect(
      schema.changing("path", in: value) { "/" + $0 } == [
        "list": ["/a", 1], "pair": ["/b", "c"], "either": "/d", "next": ["either": "/e", "name": "f"], "x-g": "/g",
      ])
    #expect(schema.changing("uri", in: value) { "/" + $0 } == value)
  }

  @Test("a schema may refer to itself for parts of a value")
  func recursive() throws {
    let tree: JSONValue = [
      "properties": ["next": ["$ref": "#"], "name": ["type": "string"]], "additionalProperties": false,
    ]
    let found = try Schema(tree).check(["next": ["next": ["name": 5]]])
    #expect(found.map(\.pointer) == ["/next/next/name"])
  }
}

extension String {
  fileprivate func prefixScalars(_ count: Int) -> JSONValue {
    var text = ""
    text.unicodeScalars.append(contentsOf: unicodeScalars.prefix(count))
    return .string(text)
  }
}
