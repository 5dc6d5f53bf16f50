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

  @Test func wrongWordsAreUsageErrors() throws {
    #expect(try check([folder.path + "/none.so"]).ending.code == 4)
    let path = try library("drops_when_busy")
    #expect(try check([path, "--only", "bussy"]).ending.code == 2)
    #expect(try check([path, "--seed", "x"]).ending.code == 2)
  }
}
