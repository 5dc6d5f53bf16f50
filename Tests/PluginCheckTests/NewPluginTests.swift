import SystemCalls
import TestSupport
import Testing

/// What `plugin new` makes builds and passes with nothing but an installed prefix.
@Suite struct NewPluginTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// This build, installed; made once.
  static let prefix = Result { () throws in
    let folder = try TemporaryFolder("homeostasis-prefix")
    var command = Command(
      SpawnRequest(
        "make", ["-s", "install", "BUILD=\(Built.folder)", "PREFIX=\(folder.path)"], environment: Built.environment,
        directory: Built.root))
    command.wallLimit = .seconds(120)
    let result = try command.run()
    if !result.succeeded { throw NotInstalled(output: result.errorText) }
    return folder
  }

  struct NotInstalled: Error { let output: String }

  static let kinds = ["monitor", "analyzer", "patcher", "tester", "deployer"]
  static let languages = ["c", "cpp", "rust", "swift", "python"]

  /// A kind in each language, drawn by the seed; all of them in the soak.
  static let drawn: [(String, String)] = languages.enumerated().flatMap { index, language in
    Soak.isOn ? kinds.map { ($0, language) } : [(kinds[(Int(Soak.seed % 5) + index) % 5], language)]
  }

  @Test(arguments: drawn) func aNewPluginBuildsAndPasses(_ kind: String, _ language: String) throws {
    let prefix = try Self.prefix.get().path
    var environment = Built.environment
    environment["PKG_CONFIG_PATH"] = "\(prefix)/lib/pkgconfig"
    let name = "first-\(kind)"
    let made = try Command(
      SpawnRequest(
        "\(prefix)/bin/homeostasis", ["plugin", "new", kind, "--lang", language, name], environment: environment,
        directory: folder.path)
    ).run()
    #expect(made.succeeded, "\(made.errorText)")
    var command = Command(
      SpawnRequest("make", ["check"], environment: environment, directory: "\(folder.path)/\(name)"))
    command.wallLimit = .seconds(120)
    let result = try command.run()
    #expect(result.succeeded, "\(result.text)\(result.errorText)")
    #expect(result.text.contains("it says what expected.json has"))
    #expect(result.wall < .seconds(120))
  }

  @Test func anAnswerThatChangedIsShown() throws {
    let library = try CompiledPlugin.c("\(Built.root)/plugin-sdk/templates/c/analyzer.c", into: folder)
    let incident = "\(Built.root)/plugin-sdk/templates/new/incidents/analyzer.json"
    let expected = try Files.text("\(Built.root)/plugin-sdk/templates/new/expected/analyzer.json")
    let other = try folder.write("other.json", expected.replacing("KeyError\"", with: "TypeError\""))
    let result = try Command(
      SpawnRequest(
        Built.product("homeostasis"), ["plugin", "replay", library, incident, "--expect", other],
        environment: Built.environment)
    ).run()
    #expect(result.ending.code == 1)
    #expect(result.text.contains("-       \"category\" : \"TypeError\",\n+       \"category\" : \"KeyError\","))
  }

  @Test(arguments: [["analyser", "x"], ["analyzer", "../x"], ["analyzer", "X"], ["analyzer"], ["analyzer", "-x"]])
  func wrongWordsAreUsageErrors(_ words: [String]) throws {
    let result = try Command(
      SpawnRequest(
        Built.product("homeostasis"), ["plugin", "new"] + words, environment: Built.environment,
        directory: folder.path)
    ).run()
    #expect(result.ending.code == 2, "\(result.errorText)")
    #expect(try Files.list(folder.path).isEmpty)
  }

  @Test func whatIsThereIsNotOverwritten() throws {
    try folder.write("taken/mine", "mine")
    let result = try Command(
      SpawnRequest(
        Built.product("homeostasis"), ["plugin", "new", "analyzer", "taken"], environment: Built.environment,
        directory: folder.path)
    ).run()
    #expect(!result.succeeded)
    #expect(try Files.list("\(folder.path)/taken") == ["mine"])
  }
}
