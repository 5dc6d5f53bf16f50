import Healing
import SystemCalls
import TestSupport
import Testing

/// A team's analyzer is replaced in a running host, by command and by itself; so is the configuration.
@Suite(.serialized) struct PluginReloadTests {
  private let shop: LoggedShop
  private var folder: TemporaryFolder { shop.folder }
  private let host: RunningHost

  private static func limits(_ patches: Int) -> String { "patches_per_day: {service: \(patches), host: 10}" }

  init() throws {
    shop = try LoggedShop("analyzers: [counting]", limits: Self.limits(3))
    try Self.version(shop.folder, "1.0.0")
    host = try RunningHost(configuration: shop.configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
  }

  @Test func aReloadByCommandAndOneByItself() throws {
    try Self.version(folder, "2.0.0")
    _ = try host.line { $0.contains("in service, version 2.0.0, on probation") }
    let reloaded = try homeostasis("plugin", "reload", "counting")
    #expect(reloaded.code == 0 && reloaded.text.contains("generation 3, version 2.0.0, is in service on probation"))
    #expect(try homeostasis("plugin", "reload", "nothing").code != 0)
    try Files.replace("\(folder.path)/plugins/counting.so", with: Array("no library".utf8))
    _ = try host.line { $0.contains("is no library (yet)") }
    #expect(try homeostasis("plugin", "reload", "counting").code == 5)
    try Self.version(folder, "3.0.0")
    _ = try host.line { $0.contains("in service, version 3.0.0, on probation") }
    #expect(try host.stop().code == 0)
    // What became of them is there without a host, too.
    let history = try JSON.decode([JSONValue].self, from: try homeostasis("plugin", "history", "counting").text)
    #expect(history.map { $0["state"]?.text }.suffix(2) == ["refused", "probation"], "\(history)")
    #expect(history.compactMap { $0["number"]?.integer } == [1, 2, 3, 4, 5])
  }

  @Test func theConfigurationIsTakenAsAWholeOrNotAtAll() throws {
    try shop.configure("analyzers: [countingg]", limits: Self.limits(3))
    _ = try host.line { $0.contains("is not taken, and nothing has changed") && $0.contains("countingg") }
    // The host goes on as it was.
    #expect(try homeostasis("plugin", "reload", "counting").code == 0)
    try shop.configure("analyzers: [counting]", limits: Self.limits(5))
    _ = try host.line { $0.contains(#""kind":"configured""#) }
    #expect(try homeostasis("plugin", "reload", "counting").code == 0)
    host.hangUp()
    _ = try host.line { $0.contains(#""kind":"configured""#) }
    #expect(try homeostasis("plugin", "reload", "counting").code == 0)
    #expect(try host.stop().code == 0)
  }

  private static func version(_ folder: TemporaryFolder, _ version: String) throws {
    let made = try TemporaryFolder()
    let library = try CompiledPlugin.c(
      "\(Built.root)/Tests/Fixtures/Generations/counting_analyzer.c", into: made, flags: ["-DVERSION=\"\(version)\""])
    try Files.replace("\(folder.path)/plugins/counting.so", with: Files.read(library), mode: 0o755)
  }

  private func homeostasis(_ words: String...) throws -> (text: String, code: Int32) {
    let result = try Command(
      SpawnRequest(
        try Built.product("homeostasis"), words + ["--config", shop.configuration, "--output", "json"],
        environment: Built.environment)
    ).run()
    return (result.text, result.ending.code ?? -1)
  }
}
