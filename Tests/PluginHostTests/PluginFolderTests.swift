import PluginHost
import PluginTrust
import SystemCalls
import TestSupport
import Testing

/// Plugins are added and pinned without being run, and removed.
@Suite struct PluginFolderTests {
  let folder: TemporaryFolder
  let plugins: PluginFolder
  let rules: TrustRules

  init() throws {
    folder = try TemporaryFolder()
    rules = TrustRules(
      .pinned, store: TrustStore(folder: "\(folder.path)/trust"), shipped: [],
      versions: VersionLedger(path: "\(folder.path)/state/versions.json"))
    plugins = PluginFolder("\(folder.path)/plugins", trust: rules)
  }

  private func compiled(_ version: String) throws -> String {
    let source = "\(Built.root)/Tests/Fixtures/Generations/counting_analyzer.c"
    return try CompiledPlugin.c(source, into: folder, flags: ["-DVERSION=\"\(version)\""])
  }

  private func code(_ file: String, _ claim: PluginFolder.Claim = .init()) -> String? {
    do throws(PluginFailure) { _ = try plugins.add(file, claim) } catch { return error.code }
    return nil
  }

  @Test func aLibraryIsPinnedByItsConstantTables() throws {
    let pin = try #require(try plugins.add(try compiled("2.0.0"), .init()).pin)
    #expect(pin.id == "org.example.counting" && pin.version == "2.0.0" && pin.file == "counting_analyzer.so")
    #expect(try rules.admit("\(plugins.path)/counting_analyzer.so").standing.words == "pinned")
    #expect(code(try compiled("1.0.0")) == "plugin.downgrade")
    var claim = PluginFolder.Claim()
    claim.mayBeLower = true
    #expect(code(try compiled("1.0.0"), claim) == nil)
    #expect(try plugins.remove("counting") == "counting_analyzer.so")
    #expect(try Files.list(plugins.path) == ["plugins.lock"])
    #expect(try plugins.remove("counting") == nil)
  }

  @Test func aPythonPluginIsPinnedAndAsked() throws {
    let text = try Files.text("\(Built.root)/plugin-sdk/templates/new/python/analyzer.py")
    let file = try folder.write("namer.py", text.replacing("NAME", with: "namer").replacing("TYPE", with: "Namer"))
    #expect(try plugins.add(file, .init()).pin?.id == "org.example.namer")
    let directory = PluginDirectory(
      path: [plugins.path], shippedFolder: "\(folder.path)/none", runner: try Built.product("homeostasis-runner"),
      staging: PluginStaging(folder: "\(folder.path)/staged", trust: rules))
    #expect(try directory.describe("\(plugins.path)/namer.py").id == "org.example.namer")
    try Files.replace("\(plugins.path)/namer.py", with: Files.read(file) + Array("import os\n".utf8))
    let failure = #expect(throws: PluginFailure.self) { try directory.describe("\(plugins.path)/namer.py") }
    #expect(failure?.code == "plugin.tampered" && failure?.isRefusal == true)
    #expect(try Files.list("\(folder.path)/staged") == [])
  }

  @Test func whatIsWrongIsNotAdded() throws {
    #expect(code(try folder.write("cut.so", "\u{7F}ELF")) != nil)
    #expect(code(try folder.write("plugin.txt", "")) == "plugin.name")
    #expect(code(try folder.write("silent.py", "print(1)\n")) == "plugin.unnamed")
    var claim = PluginFolder.Claim()
    claim.id = "org.example.other"
    #expect(code(try compiled("2.0.0"), claim) == "plugin.manifest")
    // Never run: this one ends whoever maps it.
    let aborts = try CompiledPlugin.c("\(Built.root)/Tests/Fixtures/Plugins/constructor_aborts.c", into: folder)
    _ = code(aborts)
    #expect(!Files.exists("\(plugins.path)/cut.so") && !Files.exists("\(plugins.path)/silent.py"))
  }

  @Test func aDescriptorThatIsCutOrChangedIsReadOrNot() throws {
    var chance = SeededGenerator(Soak.seed)
    let bytes = try Files.read(compiled("2.0.0"))
    for _ in 0..<Soak.count("changed libraries", usual: 50, full: 5_000) {
      var other = bytes
      for _ in 0..<8 {
        other[Int.random(in: other.indices, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
      }
      let file = "\(folder.path)/counting_analyzer.so"
      try Files.replace(file, with: Array(other.prefix(Int.random(in: bytes.count / 2...bytes.count, using: &chance))))
      _ = code(file)
    }
  }
}
