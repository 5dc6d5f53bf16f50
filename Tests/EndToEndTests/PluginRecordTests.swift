import Healing
import SystemCalls
import TestSupport
import Testing

/// An incident of a running host becomes a golden test for a plugin.
@Suite(.serialized) struct PluginRecordTests {
  private let shop: LoggedShop
  private var folder: TemporaryFolder { shop.folder }

  init() throws { shop = try LoggedShop("") }

  private func homeostasis(_ arguments: String...) throws -> Command.Result {
    var command = Command(
      SpawnRequest(
        try Built.product("homeostasis"), ["plugin"] + arguments, environment: Built.environment, directory: folder.path
      ))
    command.wallLimit = .seconds(60)
    return try command.run()
  }

  @Test func aStoredIncidentIsReplayedWithoutItsSecrets() throws {
    let host = try RunningHost(configuration: shop.configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    try Files.replace(
      "\(folder.path)/shop.log",
      with: Array(
        """
        2026-11-24 20:00:00 ERROR login with password=hunter2-is-secret failed
        Traceback (most recent call last):
          File "shop.py", line 1, in login
            check(token="abcdef0123456789abcdef")
        KeyError: 'price'
        2026-11-24 20:00:01 INFO ok

        """.utf8))
    let line = try host.line { $0.contains(#""kind":"incident""#) }
    let id = try #require(try JSON.decode(JSONValue.self, from: line)["incident"]?.text)
    #expect(try host.stop().code == 0)

    let nothing = try homeostasis("record", id)
    #expect(nothing.ending.code == 4 && nothing.errorText.contains("name yours with --plugin"), "\(nothing.errorText)")
    let library = try CompiledPlugin.c("\(Built.root)/plugin-sdk/templates/c/analyzer.c", into: folder)
    let recorded = try homeostasis("record", String(id.prefix(8)), "--plugin", library)
    #expect(recorded.succeeded, "\(recorded.errorText)")
    let place = "incidents/\(id.prefix(12))"
    #expect(recorded.text.contains(place))
    for name in ["incident.json", "expected.json"] {
      let text = try Files.text("\(folder.path)/\(place)/\(name)")
      #expect(!text.contains("hunter2") && !text.contains("abcdef0123456789"), "\(text)")
      #expect(text.contains("KeyError"))
    }
    // It is found as `make check` of a new plugin's folder finds it, and the same answer is the expected one.
    let replayed = try homeostasis("replay", library, ".")
    #expect(replayed.succeeded && replayed.text.contains("it says what \(place)/expected.json has"))
    let expected = "\(folder.path)/\(place)/expected.json"
    try Files.replace(expected, with: Array(try Files.text(expected).replacing("KeyError", with: "Other").utf8))
    #expect(try homeostasis("replay", library, ".").ending.code == 1)

    #expect(try homeostasis("record", id, "--plugin", library).errorText.contains("is there already"))
    #expect(try homeostasis("record", "ffffffff", "--plugin", library, "--out", "x").ending.code == 4)
    #expect(try homeostasis("record", id, "--plugin", library, "--kind", "tester").ending.code == 2)
    #expect(try homeostasis("replay", library, "service").ending.code == 4)
  }
}
