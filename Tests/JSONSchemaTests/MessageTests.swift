import Healing
import JSONSchema
import Testing

@Suite("Messages")
struct MessageTests {
  static let settings: JSONValue = [
    "type": "object",
    "properties": [
      "paths": ["type": "array", "items": ["type": "string"], "minItems": 1],
      "format": ["enum": ["auto", "json", "plain"]],
      "token": ["type": "string", "minLength": 8, "pattern": "^[a-z]+$", "writeOnly": true],
      "lines": ["type": "integer", "minimum": 1],
      "from": [
        "anyOf": [
          ["type": "string"], ["type": "object", "properties": ["at": ["type": "integer"]], "required": ["at"]],
        ]
      ],
    ],
    "required": ["paths"],
    "additionalProperties": false,
  ]

  @Test("every mistake is told once, in the order of the keys")
  func all() throws {
    let value: JSONValue = ["paths": [1], "format": "jsn", "lines": 0, "linse": 1, "frm": 1, "zzz": true]
    #expect(
      try Schema(Self.settings).check(value).map(\.description) == [
        "/format: must be one of \"auto\", \"json\", \"plain\", not \"jsn\" (did you mean \"json\"?)",
        "/lines: must be 1 or more, not 0",
        "/paths/0: must be a string, not the number 1 (put it in quotes: \"1\")",
        "/frm: unknown key \"frm\" (did you mean \"from\"?)",
        "/linse: unknown key \"linse\" (keys that are left: \"from\", \"token\")",
        "/zzz: unknown key \"zzz\" (keys that are left: \"from\", \"token\")",
      ])
  }

  @Test("a required key that was misspelt is one mistake")
  func misspelt() throws {
    let schema = try Schema(Self.settings)
    #expect(
      schema.check(["pathes": ["a"]]).map(\.description) == [
        "/pathes: unknown key \"pathes\" (did you mean \"paths\"?)"
      ])
    #expect(schema.check([:]).map(\.description) == ["/: the key \"paths\" is missing"])
  }

  @Test("a scalar where a list belongs gets the list written out")
  func scalar() throws {
    let found = try Schema(Self.settings).check(["paths": "logs/a.log"])
    #expect(
      found.map(\.description) == ["/paths: must be a list, not the string \"logs/a.log\" (write [\"logs/a.log\"])"])
  }

  @Test(
    "of several forms the one that was meant is told",
    arguments: [
      (["paths": ["a"], "from": ["at": "x"]], "/from/at: must be an integer, not the string \"x\""),
      (["paths": ["a"], "from": [:]], "/from: the key \"at\" is missing"),
      (
        ["paths": ["a"], "from": true],
        "/from: fits none of the allowed forms: must be a string, not true; or: must be a mapping, not true"
      ),
    ] as [(JSONValue, String)])
  func forms(value: JSONValue, message: String) throws {
    #expect(try Schema(Self.settings).check(value).map(\.description) == [message])
  }

  @Test("a secret stays out of messages", arguments: ["hunter2", "HUNTER2HUNTER2", 77_777_777] as [JSONValue])
  func secret(value: JSONValue) throws {
    let found = try Schema(Self.settings).check(["paths": ["a"], "token": value])
    #expect(found.count >= 1)
    for mismatch in found {
      #expect(!mismatch.description.lowercased().contains("hunter") && !mismatch.description.contains("777"))
    }
  }

  @Test("a long value is cut and control characters are written out")
  func long() throws {
    let found = try Schema(["type": "integer"]).check(.string("\u{1B}[2J" + String(repeating: "x", count: 10_000)))
    #expect(found.count == 1 && found[0].description.count < 120 && !found[0].description.contains("\u{1B}"))
  }

  @Test(
    "names are compared without case, with - and _ alike",
    arguments: [
      ("analysers", "analyzers"), ("on_failure", "on-failure"), ("TIMEOUT", "timeout"), ("tiemout", "timeout"),
      ("pathes", "paths"), ("lgo", "log"), ("logging", "log"), ("analyze", "analyzers"), ("on", nil), ("xyz", nil),
      ("", nil), ("completely-different", nil),
    ] as [(String, String?)])
  func nearest(name: String, meant: String?) {
    let names = ["analyzers", "on-failure", "timeout", "paths", "log", "retries"]
    #expect(NearestName.nearest(to: name, in: names) == meant)
  }

  @Test("pointers are escaped and read back", arguments: [[], ["a"], ["a/b", "~", "~1", "0", ""]] as [[String]])
  func pointers(path: [String]) {
    #expect(JSONPointer.path(JSONPointer.text(path)) == path)
    #expect(JSONPointer.path("a") == nil && JSONPointer.path("/~2") == nil && JSONPointer.path("/~") == nil)
  }
}
