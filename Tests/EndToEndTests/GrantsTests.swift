import Glibc
import Healing
import SystemCalls
import TestSupport
import Testing

/// A team's plugin in a running host: the configuration grants what it may do, `check` says what is missing, a record that
/// kills it twice is counted, and its secret stands nowhere.
@Suite(.serialized) struct GrantsTests {
  private let shop: LoggedShop
  private var folder: TemporaryFolder { shop.folder }
  private static let secret = "hunter2-and-more"

  init() throws {
    shop = try LoggedShop("")
    try folder.write("plugins/needy.py", Self.plugin)
    let key = try folder.write("key", Self.secret + "\n")
    chmod(key, 0o600)
  }

  private func configure(_ analyzer: String) throws {
    try shop.configure(mode: "propose", "analyzers: [\(analyzer)]\npatchers: [template]\ntesters: [suite]")
  }

  private static let plugin = """
    import os
    import homeostasis

    class Needy:
        id, version, kind, summary = "org.example.needy", "1.0.0", "analyzer", "needs the host"
        needs = ["homeostasis.files/1", "homeostasis.secrets/1", "homeostasis.state/1?"]

        def __init__(self, settings):
            pass

        def analyze(self, row, call):
            call.progress(looks="at " + row.title)
            secret, text = call.secret("key"), call.read("shop.py")
            try:
                call.put("last", row.id)
            except homeostasis.Failure as failure:
                raise homeostasis.Failure(homeostasis.FAILED, "needy.state", secret + ": " + failure.text)
            if "Killer" in row.title:
                os.abort()
            raise homeostasis.Failure(homeostasis.FAILED, "needy.seen", f"{len(text)} bytes with {secret}")

    homeostasis.export(Needy)
    """

  @Test func checkNamesTheLineThatIsMissing() throws {
    try configure("needy")
    let missing = try check()
    #expect(missing.code == 3, "\(missing.text)")
    #expect(
      missing.text.contains("homeostasis.yaml:11:17: pipelines.web.analyzers[0]: the plugin org.example.needy needs"))
    #expect(missing.text.contains("write {use: needy, grants: {files: [source]}}"))
    try configure("{use: needy, grants: {files: [source], secrets: [{name: key, file: key}]}}")
    #expect(try check().code == 0)
    chmod("\(folder.path)/key", 0o644)
    #expect(try check().text.contains("chmod 600"))
  }

  @Test func whatIsGrantedWorksAndNothingTellsTheSecret() throws {
    try configure("{use: needy, grants: {files: [source], secrets: [{name: key, file: key}], state: 1KiB}}")
    let host = try RunningHost(configuration: shop.configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    try fail("ValueError: mild")
    _ = try host.line { $0.contains(#""kind":"sign""#) && $0.contains("ValueError: mild") }
    let seen = try host.line { $0.contains("15 bytes with") }
    #expect(seen.contains("[secret]") && !seen.contains(Self.secret))
    try fail("KillerError: wild")
    let aside = try host.line { $0.contains("is set aside") }
    #expect(aside.contains("signal 6"))
    _ = try host.line { $0.contains(#""kind":"incident""#) && $0.contains("is set aside") }
    #expect(try host.stop().code == 0)
    let history = try JSON.decode([JSONValue].self, from: try homeostasis("plugin", "history", "needy").text)
    #expect(history.last?["set_aside"]?.integer == 1, "\(history)")
    let listed = try JSON.decode([JSONValue].self, from: try homeostasis("plugin", "list").text)
    let own = listed.first { $0["plugin"]?["id"]?.text == "org.example.needy" }
    #expect(own?["set_aside"]?.integer == 1, "\(listed)")
    for name in ["state", "state/generations", "state/plugin-state"] {
      let place = "\(folder.path)/\(name)"
      for file in try Files.list(place) where !Files.isFolder("\(place)/\(file)") {
        // Copies of plugins are megabytes that are no text.
        let bytes = try Files.read("\(place)/\(file)")
        #expect(bytes.firstRange(of: Array(Self.secret.utf8)) == nil, "\(name)/\(file)")
      }
    }
  }

  @Test func whatIsNotGrantedIsRefusedWithItsLine() throws {
    try configure("{use: needy, grants: {files: [source], secrets: [{name: key, file: key}]}}")
    let host = try RunningHost(configuration: shop.configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    try fail("ValueError: mild")
    let refused = try host.line { $0.contains("needy.state") }
    #expect(refused.contains("add `grants: {state: 1MiB}` to the stage at"), "\(refused)")
    #expect(refused.contains("homeostasis.yaml:11: pipelines.web.analyzers[0]") && !refused.contains(Self.secret))
    #expect(try host.stop().code == 0)
  }

  private func fail(_ error: String) throws {
    let trace = """
      ERROR something broke
      Traceback (most recent call last):
        File "\(folder.path)/service/shop.py", line 1, in <module>
          print('hello')
      \(error)

      """
    let log = try OwnedFile(opening: "\(folder.path)/shop.log", O_WRONLY | O_APPEND)
    try log.writeAll(trace)
  }

  private func check() throws -> (code: Int32?, text: String) { try run(["check", "homeostasis.yaml"]) }

  private func homeostasis(_ words: String...) throws -> (code: Int32?, text: String) {
    try run(words + ["--config", "homeostasis.yaml", "--output", "json"])
  }

  private func run(_ arguments: [String]) throws -> (code: Int32?, text: String) {
    let ran = try Command(
      SpawnRequest(
        try Built.product("homeostasis"), arguments, environment: Built.environment, directory: folder.path)
    ).run()
    return (ran.ending.code, ran.text + ran.errorText)
  }
}
