import Healing
import JSONSchema
import Testing

@Suite("A schema from a stranger")
struct UntrustedSchemaTests {
  @Test(
    "is refused with a pointer to each thing that is wrong",
    arguments: [
      (5, ["#: a schema must be a mapping, true or false, not the number 5"]),
      (["typ": "string"], ["#/typ: unknown keyword \"typ\" (did you mean \"type\"?)"]),
      (["type": "int"], ["#/type: there is no type \"int\" (did you mean \"integer\"?)"]),
      (
        ["type": "text"],
        ["#/type: there is no type \"text\" (types are null, boolean, integer, number, string, array, object)"]
      ),
      (["type": "strin"], ["#/type: there is no type \"strin\" (did you mean \"string\"?)"]),
      (["type": []], ["#/type: must be the name of a type or a list of such names, not an empty list"]),
      (
        ["properties": ["a": ["minimum": "1"], "b": ["enum": 5]]],
        [
          "#/properties/a/minimum: must be a number, not the string \"1\"",
          "#/properties/b/enum: must be a list of the allowed values, not the number 5",
        ]
      ),
      (
        ["minLength": -1, "uniqueItems": 1, "required": ["a", 1]],
        [
          "#/minLength: must be an integer of 0 or more, not the number -1",
          "#/required: must be a list of strings, not a list of 2",
          "#/uniqueItems: must be true or false, not the number 1",
        ]
      ),
      (["multipleOf": 0], ["#/multipleOf: must be a number above 0, not the number 0"]),
      (["properties": []], ["#/properties: must be a mapping, not an empty list"]),
      (["allOf": []], ["#/allOf: must be a list of one schema or more, not an empty list"]),
      (["items": [true]], ["#/items: a list of schemas stands in \"prefixItems\" since draft 2020-12"]),
      (["pattern": "("], ["#/pattern: the expression \"(\" is wrong at byte 1: missing closing parenthesis"]),
      (
        ["patternProperties": ["[": true]],
        ["#/patternProperties/[: the expression \"[\" is wrong at byte 1: missing terminating ] for character class"]
      ),
      (
        ["definitions": [:]],
        ["#/definitions: the keyword \"definitions\" is not supported (its name is \"$defs\" since draft 2019-09)"]
      ),
      (
        ["$ref": "#/$defs/shop", "$defs": ["shops": true]],
        ["#/$ref: the reference \"#/$defs/shop\" leads to no schema (did you mean \"#/$defs/shops\"?)"]
      ),
      (
        ["$ref": "https://example.org/s.json"],
        ["#/$ref: a reference must be the string \"#\" or \"#/$defs/name\", not \"https://example.org/s.json\""]
      ),
      (
        ["$schema": "http://json-schema.org/draft-07/schema#"],
        [
          "#/$schema: only draft 2020-12 is read here (write \"https://json-schema.org/draft/2020-12/schema\" or leave it out)"
        ]
      ),
      (["$ref": "#"], ["#: it refers back to itself for the same value, without an end"]),
      (["then": ["typ": 1]], ["#/then/typ: unknown keyword \"typ\" (did you mean \"type\"?)"]),
    ] as [(JSONValue, [String])])
  func defects(schema: JSONValue, messages: [String]) {
    let error = #expect(throws: InvalidSchema.self) { try Schema(schema) }
    #expect(error?.defects.map(\.description) == messages)
  }

  @Test("that leads one value in a circle is refused, through however many schemas")
  func circle() {
    let schema: JSONValue = [
      "properties": ["x": ["$ref": "#/$defs/a"]],
      "$defs": ["a": ["anyOf": [["$ref": "#/$defs/b"]]], "b": ["if": true, "then": ["not": ["$ref": "#/$defs/a"]]]],
    ]
    let error = #expect(throws: InvalidSchema.self) { try Schema(schema) }
    #expect(error?.defects.isEmpty == false)
    #expect(error?.defects.allSatisfy { $0.message.contains("without an end") } == true)
  }

  @Test("that is nested too deeply or too large is refused without a crash")
  func size() {
    var deep: JSONValue = true
    for _ in 0..<2000 { deep = ["not": deep] }
    #expect(throws: InvalidSchema.self) { try Schema(deep) }
    let wide = JSONValue.object(["allOf": .array(Array(repeating: .bool(true), count: 20_000))])
    #expect(throws: InvalidSchema.self) { try Schema(wide) }
    var chain: [String: JSONValue] = ["a5000": true]
    for index in 0..<5000 { chain["a\(index)"] = ["$ref": .string("#/$defs/a\(index + 1)")] }
    let error = #expect(throws: InvalidSchema.self) { try Schema(["$ref": "#/$defs/a0", "$defs": .object(chain)]) }
    #expect(error?.defects.first?.message.contains("more than 64 schemas") == true)
  }

  @Test("that doubles its work at each step ends in time")
  func doubling() throws {
    var definitions: [String: JSONValue] = ["a50": ["type": "string"]]
    for index in 0..<50 {
      let next = JSONValue.object(["$ref": .string("#/$defs/a\(index + 1)")])
      definitions["a\(index)"] = ["allOf": .array([next, next])]
    }
    // Two schemas for each definition: the chain of 50 is within the limit of depth only with a higher one.
    let limits = SchemaLimits(subschemas: 10_000, depth: 200, steps: 200_000, mismatches: 100)
    let schema = try Schema(["$ref": "#/$defs/a0", "$defs": .object(definitions)], limits: limits)
    var found: [Mismatch] = []
    let time = ContinuousClock().measure { found = schema.check("x") }
    #expect(
      found.map(\.message) == ["checking it takes more steps than are allowed: the schema or the value is too large"])
    #expect(time < .seconds(10))
  }

  @Test("whose expression is made to take forever does not")
  func expression() throws {
    let schema = try Schema(["pattern": "^(a+)+$"])
    let time = ContinuousClock().measure { _ = schema.check(.string(String(repeating: "a", count: 60_000) + "b")) }
    #expect(time < .seconds(10))
  }

  @Test("meets a value that is nested too deeply without a crash")
  func deepValue() throws {
    var value: JSONValue = 1
    for _ in 0..<400 { value = [value] }
    let found = try Schema(["items": ["$ref": "#"]]).check(value)
    #expect(found.count == 1)
    #expect(found.first?.message.contains("more steps") == true)
  }

  @Test("gets at most a hundred mismatches told, and the number of the others")
  func many() throws {
    let found = try Schema(["items": ["type": "string"]]).check(.array(Array(repeating: 1, count: 1000)))
    #expect(found.count == 101)
    #expect(found.last?.message == "there are 900 more mistakes")
  }
}
