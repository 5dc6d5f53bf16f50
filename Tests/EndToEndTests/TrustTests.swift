import Glibc
import Healing
import SystemCalls
import TestSupport
import Testing

/// A host that asks for signatures: what it refuses is never mapped, as a trace of its system calls shows, and what it
/// takes runs in the host and in a process.
@Suite(.serialized) struct TrustTests {
  private let folder: TemporaryFolder
  private var keys: String { "\(folder.path)/keys" }
  private var plugin: String { "\(folder.path)/plugins/counting.so" }
  private var made: String { "\(folder.path)/made/counting.so" }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("service/shop.py", "print('hello')\n")
    try folder.write("shop.log", "")
    try Files.makeFolder("\(folder.path)/plugins")
    try Files.makeFolder("\(folder.path)/trust")
    try configure(place: "process")
    for name in ["release", "other"] {
      #expect(try homeostasis("plugin", "keys", "new", name, "--folder", keys).code == 0)
    }
    #expect(try homeostasis("plugin", "keys", "add", "\(keys)/release.pub", "--config", configuration).code == 0)
    try make("2.0.0", key: "release")
    #expect(try add().code == 0)
  }

  @Test func everythingThatIsNotTrustedIsRefusedUnmapped() throws {
    let good = try traced("check", configuration)
    #expect(good.code == 0, "\(good.text)")
    #expect(good.mapped.contains { $0.contains("/counting-") }, "the trace sees what is mapped")
    try refused("plugin.tampered") {
      var bytes = try Files.read(plugin)
      bytes[bytes.count / 2] ^= 1
      try Files.replace(plugin, with: bytes)
    }
    try refused("plugin.unsigned") { try Files.remove("\(plugin).sig") }
    try refused("plugin.unknown-key") {
      try make("2.0.0", key: "other")
      try copyByHand()
    }
    try refused("plugin.writable") { chmod("\(folder.path)/plugins", 0o777) }
    try refused("plugin.writable") { chmod(plugin, 0o666) }
    try refused("plugin.signature") { try Files.replace("\(plugin).sig", with: Array("signed\n".utf8)) }
    try refused("plugin.lock") { try Files.replace("\(folder.path)/plugins/plugins.lock", with: [0x7B]) }
    // The last two cannot be taken back.
    let hash = try #require(
      try homeostasis("plugin", "inspect", plugin, "--config", configuration).text.firstMatch("sha256    "))
    #expect(try homeostasis("plugin", "revoke", String(hash), "--config", configuration).code == 0)
    try refused("plugin.revoked") {}
    #expect(try homeostasis("plugin", "keys", "revoke", "release", "--config", configuration).code == 0)
    try make("2.0.1", key: "release")
    #expect(try add().code == 5)
    try copyByHand()
    try refused("plugin.revoked-key") {}
  }

  @Test func aLowerVersionIsRefusedUntilItIsAllowed() throws {
    try served(version: "2.0.0")
    try make("1.0.0", key: "release")
    #expect(try add().code == 5)
    try Files.remove("\(folder.path)/plugins/plugins.lock")
    try copyByHand()
    try refused("plugin.downgrade") {}
    #expect(try add("--allow-downgrade").code == 0)
    try served(version: "1.0.0")
  }

  @Test(arguments: ["host", "process"]) func whatIsTrustedRuns(_ place: String) throws {
    try configure(place: place)
    try served(version: "2.0.0")
  }

  @Test func aRunningHostGoesBackWhereThatIsAllowed() throws {
    let host = try RunningHost(configuration: configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    try make("1.0.0", key: "release")
    for suffix in [".sig", ""] { try Files.replace(plugin + suffix, with: Files.read(made + suffix), mode: 0o755) }
    try Files.remove("\(folder.path)/plugins/plugins.lock")
    let refused = try homeostasis("plugin", "reload", "counting", "--config", configuration)
    #expect(refused.code == 5 && refused.text.contains("--allow-downgrade"), "\(refused.text)")
    let allowed = try homeostasis("plugin", "reload", "counting", "--allow-downgrade", "--config", configuration)
    #expect(allowed.code == 0 && allowed.text.contains("version 1.0.0"), "\(allowed.text)")
    #expect(try host.stop().code == 0)
  }

  @Test func aRevokedKeyEndsWhatItHasSigned() throws {
    let host = try RunningHost(configuration: configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    #expect(try homeostasis("plugin", "keys", "revoke", "release", "--config", configuration).code == 0)
    let told = try host.line { $0.contains("taken out of service") }
    #expect(told.contains("org.example.counting") && told.contains("nothing takes its place"), "\(told)")
    _ = try host.line { $0.contains(#""kind":"incident""#) && $0.contains("was taken out of service") }
    #expect(try homeostasis("plugin", "reload", "counting", "--config", configuration).code == 5)
    #expect(try host.stop().code == 0)
  }

  @Test func aRunningHostTakesNoOther() throws {
    let host = try RunningHost(configuration: configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    try make("3.0.0", key: "other")
    try copyByHand()
    _ = try host.line { $0.contains("is refused") && $0.contains("plugin.") }
    #expect(try homeostasis("plugin", "reload", "counting", "--config", configuration).code == 5)
    try make("3.0.0", key: "release")
    #expect(try add().code == 0)
    _ = try host.line { $0.contains("in service, version 3.0.0, on probation") }
    #expect(try host.stop().code == 0)
  }

  /// The spoiled plugin is refused with this code, and nothing of it was mapped or copied; then all is mended.
  private func refused(_ code: String, _ spoil: () throws -> Void) throws {
    try spoil()
    for words in [["check", configuration], ["run", "--config", configuration]] {
      let said = try traced(words[0], words[1...])
      #expect(said.code == 5, "\(code): \(said.text)")
      #expect(said.text.contains("[\(code)]"), "\(code): \(said.text)")
      #expect(said.mapped.filter { $0.contains("counting") } == [], "\(code)")
      #expect(said.opened.filter { $0.contains("/counting-") } == [], "\(code)")
    }
    chmod("\(folder.path)/plugins", 0o755)
    try make("2.0.0", key: "release")
    // Bytes and keys that are revoked stay so.
    if !code.hasPrefix("plugin.revoked"), code != "plugin.downgrade" {
      if code == "plugin.lock" { try Files.remove("\(folder.path)/plugins/plugins.lock") }
      #expect(try add().code == 0)
    } else {
      try make("1.0.0", key: "release")
    }
  }

  private func served(version: String) throws {
    let host = try RunningHost(configuration: configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    // In service, and made once more from the same bytes.
    #expect(try homeostasis("plugin", "reload", "counting", "--config", configuration).code == 0)
    #expect(try host.stop().code == 0)
    let history = try homeostasis("plugin", "history", "counting", "--config", configuration, "--output", "json").text
    let last = try JSON.decode([JSONValue].self, from: history).last
    #expect(last?["version"]?.text == version && last?["state"]?.text == "probation", "\(history)")
  }

  private var configuration: String { "\(folder.path)/homeostasis.yaml" }

  private func configure(place: String) throws {
    try folder.write(
      "homeostasis.yaml",
      """
      version: 1
      mode: observe
      state: sqlite:state/state.db
      plugins: {path: [plugins], trust: signed, keys: trust}
      services:
        shop: {language: python, source: ./service, logs: [shop.log]}
      pipelines:
        web:
          services: [shop]
          monitors: [log]
          analyzers: [{use: counting, place: \(place)}]

      """)
  }

  private func make(_ version: String, key: String) throws {
    let built = try TemporaryFolder()
    let library = try CompiledPlugin.c(
      "\(Built.root)/Tests/Fixtures/Generations/counting_analyzer.c", into: built, flags: ["-DVERSION=\"\(version)\""])
    try Files.makeFolder("\(folder.path)/made")
    try Files.replace(made, with: Files.read(library), mode: 0o755)
    let signed = try homeostasis("plugin", "sign", made, "--key", "\(keys)/\(key).key")
    #expect(signed.code == 0, "\(signed.text)")
  }

  private func add(_ words: String...) throws -> (text: String, code: Int32) {
    try homeostasis(["plugin", "add", made, "--config", configuration] + words)
  }

  /// As somebody would who does not ask.
  private func copyByHand() throws {
    for suffix in [".sig", ""] { try Files.replace(plugin + suffix, with: Files.read(made + suffix), mode: 0o755) }
    guard Files.exists("\(folder.path)/plugins/plugins.lock") else { return }
    try Files.remove("\(folder.path)/plugins/plugins.lock")
  }

  private func homeostasis(_ words: String...) throws -> (text: String, code: Int32) { try homeostasis(words) }

  private func homeostasis(_ words: [String]) throws -> (text: String, code: Int32) {
    let result = try Command(
      SpawnRequest(try Built.product("homeostasis"), words, environment: Built.environment)
    ).run()
    return (result.text + result.errorText, result.ending.code ?? -1)
  }

  private struct Trace {
    let text: String
    let code: Int32
    /// Mappings that may be executed.
    let mapped: [String]
    let opened: [String]
  }

  private func traced(_ word: String, _ words: ArraySlice<String>) throws -> Trace { try traced([word] + words) }
  private func traced(_ words: String...) throws -> Trace { try traced(words) }

  private func traced(_ words: [String]) throws -> Trace {
    let file = "\(folder.path)/trace"
    // What an earlier run has remembered of the plugin would spare it to be loaded.
    var environment = Built.environment
    environment["XDG_CACHE_HOME"] = "\(folder.path)/cache-\(UInt64.random(in: 0...UInt64.max))"
    var command = Command(
      SpawnRequest(
        "strace",
        ["-f", "-y", "-s", "400", "-e", "trace=open,openat,mmap", "-o", file, try Built.product("homeostasis")] + words,
        environment: environment))
    command.wallLimit = .seconds(120)
    let result = try command.run()
    let lines = try Files.text(file, limit: 1 << 28).split(separator: "\n").map(String.init)
    return Trace(
      text: result.text + result.errorText, code: result.ending.code ?? -1,
      mapped: lines.filter { $0.contains("mmap(") && $0.contains("PROT_EXEC") },
      opened: lines.filter { $0.contains("open") })
  }
}

extension String {
  /// What follows `mark` on its line.
  fileprivate func firstMatch(_ mark: String) -> Substring? {
    split(separator: "\n").first { $0.hasPrefix(mark) }?.dropFirst(mark.count)
  }
}
