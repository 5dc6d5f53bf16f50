import ForeignFunctions
import Healing
import JSONSchema
import Testing

/// What is wrong with a declaration is found before anything is called.
@Suite struct DeclarationTests {
  private func mistakes(_ arguments: [JSONValue], returns: JSONValue = "i32", _ others: [String: JSONValue] = [:])
    throws -> [String]
  {
    let settings = try FunctionLibrary.settings("length", arguments, returns: returns, others)
    do throws(FunctionMistakes) {
      _ = try FunctionDeclaration(settings, records: .analyzer)
      return []
    } catch {
      return error.all.map { "\($0.path.joined(separator: ".")): \($0.message)" }
    }
  }

  struct Wrong: Sendable {
    let argument: JSONValue
    let expected: String
    init(_ argument: JSONValue, _ expected: String) { (self.argument, self.expected) = (argument, expected) }
  }

  static let wrong: [Wrong] = [
    Wrong(["type": "int", "value": 1], "arguments.0.type: there is no type “int”"),
    Wrong(["type": "i8", "value": 128], "arguments.0.value: this value does not fit into i8"),
    Wrong(["type": "u32", "value": -1], "arguments.0.value: this value does not fit into u32"),
    Wrong(["type": "i32", "value": 1.5], "arguments.0.value: this value does not fit into i32"),
    Wrong(["type": "i32", "value": "1"], "arguments.0.value: this value does not fit into i32"),
    Wrong(["type": "string", "value": 1], "arguments.0.value: this value does not fit into string"),
    Wrong(["type": "string", "from": "incident.titel"], "arguments.0.from: the record incident has no column “titel”"),
    Wrong(["type": "string", "from": "patch.diff"], "arguments.0.from: “patch.diff” is no column of a record"),
    Wrong(["type": "string", "from": "title"], "arguments.0.from: “title” is no column of a record"),
    Wrong(
      ["type": "i32", "from": "incident.title"],
      "arguments.0.from: incident.title is text, which cannot be handed over as i32"),
    Wrong(
      ["type": "i32", "from": "event.value"], "arguments.0.from: event.value is f64, which cannot be handed over as i32"
    ),
    Wrong(
      ["type": "string", "from": "incident.count"],
      "arguments.0.from: incident.count is i64, which cannot be handed over as string"),
    Wrong(["type": "i32"], "arguments.0: an argument has either from, a column of a record, or value"),
    Wrong(["type": "i32", "value": 1, "else": 2], "arguments.0.else: a value is never absent"),
    Wrong(["type": "i32", "from": "incident.line", "else": "x"], "arguments.0.else: this value does not fit into i32"),
    Wrong(["type": "i32", "value": 1, "fields": []], "arguments.0.fields: only a struct has fields"),
    Wrong(["type": "struct"], "arguments.0.fields: a struct has 1 to 64 fields"),
    Wrong(
      ["type": "struct", "fields": [["type": "struct", "fields": [["type": "i8", "value": 1]]]]],
      "arguments.0.fields.0.type: a struct in a struct is not supported"),
    Wrong(
      ["type": "struct", "fields": [["type": "i8", "value": 1]], "from": "incident.title"],
      "arguments.0.from: a struct has fields, and each of them says where it comes from"),
  ]

  @Test(arguments: wrong) func aWrongArgumentIsNamed(_ wrong: Wrong) throws {
    #expect(try mistakes([wrong.argument]) == [wrong.expected])
  }

  @Test func allMistakesAreTold() throws {
    let found = try mistakes(
      [["type": "int", "value": 1], ["type": "i8", "value": 500]], returns: "void", ["release": "free"])
    #expect(found.count == 3)
    #expect(try mistakes([], returns: "i32", ["release": "free"]) == ["release: only a returned string is released"])
    let many = (0..<40).map { _ -> JSONValue in ["type": "i32", "value": 1] }
    #expect(try mistakes(many) == ["arguments: more than 32 arguments"])
  }

  @Test func theSchemaIsOne() throws {
    let text = FunctionSettings.schema(own: #""interval-ms": {"type": "integer"}"#, example: "{}")
    let schema = try Schema(JSON.decode(JSONValue.self, from: text))
    #expect(schema.check(try FunctionLibrary.settings("length", returns: "u64")).isEmpty)
    #expect(schema.check(try FunctionLibrary.settings("length", returns: "void")).count == 1)
  }
}
