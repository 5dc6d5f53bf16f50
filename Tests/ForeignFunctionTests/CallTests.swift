import ForeignFunctions
import Healing
import Testing

/// Each type goes in and comes out as C sees it.
@Suite struct CallTests {
  private func call(
    _ function: String, _ arguments: [JSONValue] = [], returns: JSONValue, _ others: [String: JSONValue] = [:],
    about incident: Incident = FunctionLibrary.incident("all is well")
  ) throws -> FunctionAnswer {
    let settings = try FunctionLibrary.settings(function, arguments, returns: returns, others)
    var input = FunctionInput()
    input.add("incident", incident)
    return try ForeignFunction(FunctionDeclaration(settings, records: .analyzer)).call(input)
  }

  struct Doubling: Sendable {
    let type: String
    let value: JSONValue
    let expected: FunctionAnswer
    init(_ type: String, _ value: JSONValue, _ expected: FunctionAnswer) {
      (self.type, self.value, self.expected) = (type, value, expected)
    }
  }

  static let doublings: [Doubling] = [
    Doubling("i8", -64, .integer(-128)), Doubling("i16", -16_384, .integer(-32_768)),
    Doubling("i32", -1_073_741_824, .integer(-2_147_483_648)),
    Doubling("i64", -4_000_000_000, .integer(-8_000_000_000)), Doubling("u8", 127, .unsigned(254)),
    Doubling("u16", 32_767, .unsigned(65_534)), Doubling("u32", 2_147_483_647, .unsigned(4_294_967_294)),
    Doubling("u64", 4_611_686_018_427_387_904, .unsigned(9_223_372_036_854_775_808)),
    Doubling("f32", 1.25, .fraction(2.5)), Doubling("f64", 0.1, .fraction(0.2)), Doubling("f64", 3, .fraction(6)),
  ]

  @Test(arguments: doublings) func aNumberOfEachTypeIsDoubled(_ doubling: Doubling) throws {
    let argument: JSONValue = ["type": .string(doubling.type), "value": doubling.value]
    let answer = try call("twice_\(doubling.type)", [argument], returns: .string(doubling.type))
    #expect(answer == doubling.expected)
  }

  @Test func truthStringsAndBuffers() throws {
    let title: JSONValue = ["type": "string", "from": "incident.title"]
    #expect(try call("negated", [["type": "bool", "value": true]], returns: "bool") == .bool(false))
    #expect(try call("ends_well", [title], returns: "bool") == .bool(true))
    #expect(try call("length", [["type": "string", "value": "grüße"]], returns: "u64") == .unsigned(7))
    #expect(try call("length", [["type": "string", "value": nil]], returns: "u64") == .unsigned(99))
    let buffer: JSONValue = ["type": "buffer", "value": "a\u{0}b"]
    #expect(try call("sum", [buffer], returns: "u64") == .unsigned(195))
    #expect(try call("sum", [["type": "buffer", "value": nil]], returns: "u64") == .unsigned(7777))
    #expect(try call("twice_i64", [["type": "i64", "from": "incident.count"]], returns: "i64") == .integer(6))
  }

  @Test func aStructureHasTheLayoutOfC() throws {
    let fields: [JSONValue] = [
      ["type": "u8", "value": 7], ["type": "f64", "value": 2.5], ["type": "string", "from": "incident.title"],
      ["type": "bool", "value": true], ["type": "i32", "value": -5], ["type": "buffer", "value": "xyz"],
      ["type": "i16", "value": -9],
    ]
    let arguments: [JSONValue] = [["type": "struct", "fields": .array(fields)], ["type": "f64", "value": 0.5]]
    #expect(try call("describe", arguments, returns: "string") == .text("7 2.5 all is well 1 -5 3x -9 0.5"))
  }

  @Test func moreArgumentsThanThereAreRegisters() throws {
    let types = ["i8", "f64", "i64", "f32", "string", "u16", "f64", "i32", "u8", "f32"]
    let arguments = types.enumerated().map { index, type -> JSONValue in
      ["type": .string(type), "value": type == "string" ? "four" : .integer(Int64(index))]
    }
    #expect(try call("many", arguments, returns: "f64") == .fraction(45))
  }

  @Test func returnedTexts() throws {
    #expect(try call("nothing", returns: "string") == .text(nil))
    #expect(try call("kept", returns: "string", ["release": "give_back"]) == .text("to be released"))
    #expect(try call("releases", returns: "i32").number ?? 0 >= 1)
    #expect(try call("kept", returns: "string", ["release": "free"]) == .text("to be released"))
    for (function, words) in [("no_utf8", "not UTF-8"), ("endless", "more than 65536 bytes")] {
      let failure = #expect(throws: StageFailure.self) {
        try call(function, returns: "string", function == "endless" ? ["release": "free"] : [:])
      }
      #expect(failure?.code == "function.answer" && failure?.message.contains(words) == true)
    }
  }

  @Test func hugeTextsArrive() throws {
    let huge = FunctionLibrary.incident(String(repeating: "ü", count: 8 << 20))
    let title: JSONValue = ["type": "string", "from": "incident.title"]
    #expect(try call("length", [title], returns: "u64", about: huge) == .unsigned(16 << 20))
  }

  @Test func whatARecordLacksOrDoesNotFitIsSaid() throws {
    let type: JSONValue = ["type": "string", "from": "incident.type"]
    let absent = #expect(throws: StageFailure.self) { try call("length", [type], returns: "u64") }
    #expect(absent?.kind == .unsupported && absent?.message.contains("incident.type is absent") == true)
    let other: JSONValue = ["type": "string", "from": "incident.type", "else": "none"]
    #expect(try call("length", [other], returns: "u64") == .unsigned(4))
    var many = FunctionLibrary.incident("x")
    many.count = 300
    let small: JSONValue = ["type": "u8", "from": "incident.count"]
    let failure = #expect(throws: StageFailure.self) { try call("twice_u8", [small], returns: "u8", about: many) }
    #expect(failure?.kind == .failed && failure?.message == "300 does not fit into u8")
    let zero = #expect(throws: StageFailure.self) {
      try call(
        "length", [["type": "string", "from": "incident.title"]], returns: "u64",
        about: FunctionLibrary.incident("a\u{0}b"))
    }
    #expect(zero?.message.contains("zero byte") == true)
  }

  @Test func whatIsNotThereCannotBeMade() throws {
    let symbol = #expect(throws: StageFailure.self) { try call("absent", returns: "i32") }
    #expect(symbol?.code == "function.symbol" && symbol?.place == "/function")
    let library = #expect(throws: StageFailure.self) {
      try call("abs", returns: "i32", ["library": "/nowhere/lib.so"])
    }
    #expect(library?.code == "function.library")
  }
}
