import SystemCalls
import TestSupport
import Testing

/// `homeostasis plugin check` as a person and a build server use it.
@Suite struct CheckCommandTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func check(_ arguments: [String]) throws -> Command.Result {
    try Command(
      SpawnRequest(Built.product("homeostasis"), ["plugin", "check"] + arguments, environment: Built.environment)
    ).run()
  }

  private func library(_ fixture: String) throws -> String {
    try CompiledPlugin.c("\(Built.root)/Tests/Fixtures/Plugins/\(fixture).c", into: folder)
  }

  @Test func aDefectIsToldWithItsPageAndTheExitStatus() throws {
    let result = try check([try library("drops_when_busy"), "--only", "busy,enough", "--seed", "7"])
    #expect(result.ending.code == 1)
    #expect(result.text.hasPrefix("seed 7\n") && result.text.contains("docs/plugin-checks/busy.md"))
    #expect(result.text.hasSuffix("1 passed, 1 failed\n"))
  }

  @Test func buildServersReadTheOutcomes() throws {
    let path = try library("drops_when_busy")
    let junit = try check([path, "--only", "busy", "--output", "junit"]).text
    #expect(junit.contains("tests=\"1\" failures=\"1\"") && junit.contains("<failure type=\"failed\""))
    let json = try check([path, "--only", "busy", "--output", "json", "--seed", "3"]).text
    #expect(json.contains("\"seed\":3") && json.contains("\"result\":\"failed\""))
  }

  /// A Python plugin whose start asks for what it needs, and tells what it got.
  private func needy(_ needs: String, _ ask: String) throws -> String {
    try folder.write(
      "needy.py",
      """
      import homeostasis

      class Needy:
          id, version, kind, summary = "org.example.needy", "1.0.0", "analyzer", "needs the host"
          needs = [\(needs)]

          def __init__(self, settings):
              pass

          def start(self, call):
              \(ask)

          def analyze(self, row, call):
              pass

      homeostasis.export(Needy)

      """)
  }

  @Test func whatADescriptorNeedsIsGrantedOverASampleService() throws {
    let reads = try needy(
      #""homeostasis.files/1", "homeostasis.state/1""#,
      #"assert "def total" in call.read("shop/basket.py"); call.put("k", "one")"#)
    let good = try check([reads, "--only", "life"])
    #expect(good.succeeded, "\(good.text)")
    // What the descriptor does not name is not granted.
    let silent = try needy("", #"call.read("shop/basket.py")"#)
    let refused = try check([silent, "--only", "life"])
    #expect(refused.ending.code == 1 && refused.text.contains("files: [source]"), "\(refused.text)")
  }

  @Test func moreIsGrantedByTheSameWordsAsInAConfiguration() throws {
    let runs = try needy(#""homeostasis.exec/1""#, #"assert call.run("sh", "-c", "echo hi")["output"] == "hi\n""#)
    let refused = try check([runs, "--only", "life"])
    #expect(refused.ending.code == 1 && refused.text.contains("exec: [PROGRAM]"), "\(refused.text)")
    let good = try check([runs, "--only", "life", "--grants", "{exec: [sh]}"])
    #expect(good.succeeded, "\(good.text)")
    let wrong = try check([runs, "--grants", "{exec: [no-such-program], fils: [source]}"])
    #expect(wrong.ending.code != 0 && wrong.errorText.contains("no-such-program"), "\(wrong.errorText)")
    #expect(wrong.errorText.contains("files"), "\(wrong.errorText)")
  }

  @Test func wrongWordsAreUsageErrors() throws {
    #expect(try check([folder.path + "/none.so"]).ending.code == 4)
    let path = try library("drops_when_busy")
    #expect(try check([path, "--only", "bussy"]).ending.code == 2)
    #expect(try check([path, "--seed", "x"]).ending.code == 2)
  }
}
