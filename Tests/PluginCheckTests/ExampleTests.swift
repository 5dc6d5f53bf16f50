import SystemCalls
import TestSupport
import Testing

/// The examples say to their recorded incidents what their expectations have, and keep every rule.
@Suite struct ExampleTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func homeostasis(_ arguments: [String]) throws -> Command.Result {
    var command = Command(
      SpawnRequest(try Built.product("homeostasis"), ["plugin"] + arguments, environment: Built.environment))
    command.wallLimit = .seconds(120)
    return try command.run()
  }

  private func expectGood(_ library: String, _ example: String) throws {
    let files = "\(Built.root)/examples/\(example)"
    let replay = try homeostasis(["replay", library, "\(files)/incident.json", "--expect", "\(files)/expected.json"])
    #expect(replay.succeeded, "\(replay.text)\(replay.errorText)")
    let check = try homeostasis(["check", library])
    #expect(check.succeeded, "\(check.text)\(check.errorText)")
  }

  @Test func thePythonPluginKnowsCurrencies() throws {
    try expectGood("\(Built.root)/examples/python-analyzer/currency.py", "python-analyzer")
  }

  @Test func theRustAnalyzerKnowsSlowQueries() throws {
    for arguments in [
      ["rlib", "homeostasis", "\(Built.root)/plugin-sdk/rust/homeostasis.rs", "\(folder.path)/libhomeostasis.rlib"],
      ["cdylib", "slow_query", "\(Built.root)/examples/rust-analyzer/slow_query.rs", "\(folder.path)/slow-query.so"],
    ] {
      var command = Command(
        SpawnRequest(
          "rustc",
          [
            "--edition", "2021", "-O", "--crate-type", arguments[0], "--crate-name", arguments[1], "--extern",
            "homeostasis=\(folder.path)/libhomeostasis.rlib", arguments[2], "-o", arguments[3],
          ].filter { arguments[0] != "rlib" || ($0 != "--extern" && !$0.hasPrefix("homeostasis=")) },
          environment: Built.environment, directory: folder.path))
      command.wallLimit = .seconds(120)
      let result = try command.run()
      #expect(result.succeeded, "\(result.errorText)")
    }
    try expectGood("\(folder.path)/slow-query.so", "rust-analyzer")
  }

  @Test func whatAPythonFileRaisesIsTold() throws {
    let broken = try folder.write("broken.py", "import homeostasis\nraise ValueError('no rates')\n")
    let incident = "\(Built.root)/examples/python-analyzer/incident.json"
    let refused = try homeostasis(["replay", broken, incident])
    #expect(refused.ending.code == 1 && refused.errorText.contains("ValueError: no rates"), "\(refused.errorText)")
    let source = try Files.text("\(Built.root)/examples/python-analyzer/currency.py")
    let raising = try folder.write(
      "raising.py", source.replacing("confidence=self.confidence", with: "confidence='much'"))
    let told = try homeostasis(["replay", raising, incident])
    #expect(told.text.contains("homeostasis.diagnosis/1.confidence is float, not str"), "\(told.text)")
    let silent = try folder.write("silent.py", source.replacing("homeostasis.export(Currency)", with: ""))
    #expect(try homeostasis(["check", silent, "--only", "descriptor"]).ending.code == 1)
  }
}
