import Glibc
import PluginHost
import PluginTrust
import SystemCalls
import TestSupport
import Testing

/// What a plugin said once is not asked again, and nobody gains by writing something else there.
@Suite struct DescriptionCacheTests {
  let folder: TemporaryFolder
  private var cache: String { "\(folder.path)/cache" }

  init() throws {
    folder = try TemporaryFolder()
    try Files.makeFolder("\(folder.path)/plugins")
    let library = try CompiledPlugin.c("\(Built.root)/plugin-sdk/templates/c/analyzer.c", into: folder)
    try Files.replace("\(folder.path)/plugins/analyzer.so", with: Files.read(library), mode: 0o755)
  }

  /// - Parameter runner: what is asked; one that is not there describes nothing.
  private func staging(_ runner: String) -> PluginStaging {
    PluginStaging(
      folder: "\(folder.path)/staged", descriptions: DescriptionCache(folder: cache, runner: runner))
  }

  private func entries(_ runner: String) -> [PluginDirectory.Entry] {
    PluginDirectory(
      path: ["\(folder.path)/plugins"], shippedFolder: "\(folder.path)/shipped", runner: runner,
      staging: staging(runner)
    ).entries()
  }

  /// A runner that counts how often it is started.
  private func counting() throws -> (runner: String, starts: () throws -> Int) {
    let log = "\(folder.path)/starts"
    try Files.replace(log, with: [])
    let runner = try folder.write(
      "runner", "#!/bin/sh\necho x >> \(log)\nexec \(try Built.product("homeostasis-runner")) \"$@\"\n")
    chmod(runner, 0o755)
    return (runner, { try Files.read(log).count / 2 })
  }

  @Test func eachIsAskedOnce() throws {
    let (runner, starts) = try counting()
    for _ in 1...3 { #expect(try entries(runner).map { try $0.plugin.get().id } == ["org.example.analyzer"]) }
    #expect(try starts() == 1)
    // Other bytes are another plugin.
    let other = try CompiledPlugin.c(
      "\(Built.root)/Tests/Fixtures/Generations/counting_analyzer.c", into: folder)
    try Files.replace("\(folder.path)/plugins/analyzer.so", with: Files.read(other), mode: 0o755)
    #expect(try entries(runner).map { try $0.plugin.get().id } == ["org.example.counting"])
    #expect(try starts() == 2)
    // And another runner asks anew.
    chmod(runner, 0o700)
    try Files.replace(runner, with: Files.read(runner) + Array("\n".utf8), mode: 0o755)
    _ = entries(runner)
    #expect(try starts() == 3)
  }

  @Test(arguments: ["", "{", "[]", "{\"reader\": \"x\", \"entries\": []}", "\u{0}\u{1}"])
  func whatCannotBeUnderstoodIsAskedAgain(_ text: String) throws {
    let (runner, starts) = try counting()
    _ = entries(runner)
    try Files.replace("\(cache)/descriptions.json", with: Array(text.utf8), mode: 0o600)
    #expect(try entries(runner).map { try $0.plugin.get().id } == ["org.example.analyzer"])
    #expect(try starts() == 2)
  }

  @Test func whereOthersMayWriteNothingIsBelieved() throws {
    let (runner, starts) = try counting()
    _ = entries(runner)
    let spoiled = try Files.text("\(cache)/descriptions.json").replacing(
      "org.example.analyzer", with: "org.example.evil")
    try Files.replace("\(cache)/descriptions.json", with: Array(spoiled.utf8), mode: 0o600)
    #expect(try entries(runner).map { try $0.plugin.get().id } == ["org.example.evil"], "it is this user's own word")
    chmod("\(cache)/descriptions.json", 0o666)
    #expect(try entries(runner).map { try $0.plugin.get().id } == ["org.example.analyzer"])
    #expect(try starts() == 2)
    try Files.replace("\(cache)/descriptions.json", with: Array(spoiled.utf8), mode: 0o600)
    chmod(cache, 0o777)
    #expect(try entries(runner).map { try $0.plugin.get().id } == ["org.example.analyzer"])
    #expect(try starts() == 3)
  }

  @Test func aWrongEntryIsNoticedWhenThePluginIsLoaded() async throws {
    let runner = try Built.product("homeostasis-runner")
    _ = entries(runner)
    let spoiled = try Files.text("\(cache)/descriptions.json").replacing(#""needs":[]"#, with: #""needs":["x/1"]"#)
    try Files.replace("\(cache)/descriptions.json", with: Array(spoiled.utf8), mode: 0o600)
    #expect(try entries(runner).first?.plugin.get().needs == ["x/1"])
    let staging = staging(runner)
    let staged = try staging.stage("\(folder.path)/plugins/analyzer.so")
    let instance = try await RunnerInstance("", library: staged, settings: "{}", runner: runner) { _, _, _ in }
    let failure = #expect(throws: PluginFailure.self) { try staging.confirm(staged, instance.description) }
    #expect(failure?.code == "plugin.description")
    // It is forgotten: the next time all is well.
    #expect(try entries(runner).first?.plugin.get().needs == [])
    try staging.confirm(staged, instance.description)
    await instance.retire()
  }

  @Test func severalAreAskedAtOnceAndEachHasItsOwnFailure() throws {
    for fixture in ["wrong_abi", "constructor_aborts", "null_module"] {
      let library = try CompiledPlugin.c("\(Built.root)/Tests/Fixtures/Plugins/\(fixture).c", into: folder)
      try Files.replace("\(folder.path)/plugins/\(fixture).so", with: Files.read(library), mode: 0o755)
    }
    for _ in 1...2 {
      let found = try entries(Built.product("homeostasis-runner"))
      let codes = found.map { entry in
        if case .failure(let failure) = entry.plugin { failure.code } else { "good" }
      }
      #expect(codes == ["good", "plugin.load-crash", "plugin.refused", "plugin.refused"])
    }
  }
}
