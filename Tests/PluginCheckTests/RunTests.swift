import SystemCalls
import TestSupport
import Testing

/// `homeostasis plugin run` on single files.
@Suite struct RunTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func run(_ file: String) throws -> Command.Result {
    var environment = Built.environment
    environment["XDG_CACHE_HOME"] = "\(folder.path)/cache"
    var command = Command(
      SpawnRequest(
        try Built.product("homeostasis"), ["plugin", "run", file], environment: environment, directory: folder.path))
    command.wallLimit = .seconds(120)
    return try command.run()
  }

  @Test(arguments: ["c", "cpp", "rs", "py"]) func aFileRuns(_ suffix: String) throws {
    let language = ["rs": "rust", "py": "python"][suffix] ?? suffix
    let template = try Files.text("\(Built.root)/plugin-sdk/templates/new/\(language)/analyzer.\(suffix)")
    let file = try folder.write(
      "one.\(suffix)", template.replacing("NAME", with: "one").replacing("TYPE", with: "One"))
    let result = try run(file)
    #expect(result.succeeded && result.text.contains("\"category\" : \"KeyError\""), "\(result.errorText)")
  }

  @Test func aFileIsCompiledOnceForEachContent() throws {
    let template = try Files.text("\(Built.root)/plugin-sdk/templates/c/analyzer.c")
    let file = try folder.write("one.c", template)
    for _ in 0..<2 { #expect(try run(file).succeeded) }
    let cache = "\(folder.path)/cache/homeostasis/plugins"
    #expect(try Files.list(cache).count == 1)
    try folder.write("one.c", template + "\n")
    #expect(try run(file).succeeded)
    #expect(try Files.list(cache).count == 2)
  }

  @Test func whatTheCompilerSaysIsShown() throws {
    let result = try run(try folder.write("bad.c", "int f(void) { return nothing; }\n"))
    #expect(result.ending.code == 1 && result.errorText.contains("nothing"), "\(result.errorText)")
    #expect(try run(try folder.write("bad.go", "package main\n")).errorText.contains(".c, .cpp, .rs, .swift and .py"))
  }
}
