import Glibc
import Healing
import SystemCalls
import TestSupport
import Testing

/// `homeostasis plugin dev` on folders and files of every language.
@Suite(.serialized) struct DevTests {
  let folder: TemporaryFolder
  let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    var environment = Built.environment
    environment["XDG_CACHE_HOME"] = "\(folder.path)/cache"
    self.environment = environment
  }

  private func homeostasis(_ program: String, _ arguments: [String]) throws -> Command.Result {
    var command = Command(
      SpawnRequest(program, ["plugin"] + arguments, environment: environment, directory: folder.path))
    command.wallLimit = .seconds(120)
    return try command.run()
  }

  private func once(_ program: String, _ path: String) throws -> (JSONValue, Int32?) {
    let result = try homeostasis(program, ["dev", path, "--once", "--output", "json"])
    return (try JSON.decode(from: result.text), result.ending.code)
  }

  private func source(_ language: String, _ suffix: String) throws -> String {
    try Files.text("\(Built.root)/plugin-sdk/templates/new/\(language)/analyzer.\(suffix)")
      .replacing("NAME", with: "one").replacing("TYPE", with: "One")
  }

  @Test(arguments: NewPluginTests.languages) func aNewFolderIsAsExpected(_ language: String) throws {
    let program = "\(try NewPluginTests.prefix.get().path)/bin/homeostasis"
    #expect(try homeostasis(program, ["new", "analyzer", "--lang", language, "mine"]).succeeded)
    let (made, status) = try once(program, "mine")
    #expect(status == 0 && made["standing"]?.text == "good", "\(made)")
    #expect(made["plugin"]?.text == "org.example.mine" && made["generation"]?.integer == 1)
    #expect(made["replies"]?.array?.map { $0["expected"] } == [true])
    #expect(made["build_ms"]?.double ?? -1 >= 0 && made["replay_ms"]?.double ?? -1 > 0)
  }

  @Test(arguments: [("c", "c"), ("cpp", "cpp"), ("rust", "rs"), ("python", "py")])
  func aFileIsTriedWithAMadeUpIncident(_ language: String, _ suffix: String) throws {
    try folder.write("one.\(suffix)", source(language, suffix))
    let (made, status) = try once(Built.product("homeostasis"), "one.\(suffix)")
    #expect(status == 0 && made["replies"]?.array?.first?["answer"]?["records"]?.array?.count == 1, "\(made)")
  }

  @Test func aSwiftFileIsCompiledWithTheInstalledSDK() throws {
    try folder.write("one.swift", source("swift", "swift"))
    let (refused, code) = try once(Built.product("homeostasis"), "one.swift")
    #expect(code == 1 && refused["output"]?.text?.contains("make install") == true)
    let (made, status) = try once("\(try NewPluginTests.prefix.get().path)/bin/homeostasis", "one.swift")
    #expect(status == 0 && made["replies"]?.array?.first?["answer"]?["records"]?.array?.count == 1, "\(made)")
  }

  @Test func whatTheCompilerSaysIsShownAsItIs() throws {
    try folder.write("bad.c", "int f(void) { return nothing; }\n")
    let result = try homeostasis(try Built.product("homeostasis"), ["dev", "bad.c", "--once"])
    #expect(result.ending.code == 1 && result.text.contains("generation 1  cannot be built"))
    #expect(result.errorText.contains("error: ‘nothing’ undeclared") || result.errorText.contains("'nothing'"))
  }

  @Test func whatCannotBeLoadedIsSaid() throws {
    try folder.write("none.c", "int f(void) { return 1; }\n")
    let (none, status) = try once(Built.product("homeostasis"), "none.c")
    #expect(status == 1 && none["standing"]?.text == "not-loaded", "\(none)")
    #expect(none["error"]?.text?.contains("homeostasis_module_v1") == true)
    #expect(try homeostasis(try Built.product("homeostasis"), ["dev", "absent", "--once"]).ending.code == 4)
    try folder.write("empty/readme", "")
    let (empty, code) = try once(Built.product("homeostasis"), "empty")
    #expect(code == 1 && empty["standing"]?.text == "not-built")
  }

  @Test func anAnswerThatIsNotExpectedFailsTheBuild() throws {
    try folder.write("one.py", source("python", "py"))
    for name in ["incident", "expected"] {
      let own = "\(Built.root)/plugin-sdk/templates/new/\(name)\(name == "incident" ? "s" : "")/analyzer.json"
      try folder.write("incidents/first/\(name).json", Files.text(own))
    }
    #expect(try once(Built.product("homeostasis"), "one.py").1 == 0)
    let expected = "\(folder.path)/incidents/first/expected.json"
    try folder.write("incidents/first/expected.json", Files.text(expected).replacing("KeyError\"", with: "Other\""))
    let (made, status) = try once(Built.product("homeostasis"), "one.py")
    #expect(status == 1 && made["standing"]?.text == "different")
    #expect(made["replies"]?.array?.first?["incident"]?.text == "incidents/first/incident.json")
    #expect(made["replies"]?.array?.first?["difference"]?.text?.contains("-       \"category\" : \"Other\"") == true)
  }

  @Test func eachChangeIsAGenerationThatIsCompared() throws {
    let file = try folder.write("one.c", source("c", "c"))
    let (read, write) = try OwnedFile.pipe()
    var request = SpawnRequest(
      try Built.product("homeostasis"), ["plugin", "dev", "one.c", "--output", "json"], environment: environment,
      directory: folder.path)
    request.files = [1: write, 2: try OwnedFile(opening: "/proc/self/fd/2", O_WRONLY)]
    request.deathSignal = SIGKILL
    let child = try request.spawn()
    request.files = [:]
    var lines = Lines(read)
    let first = try lines.next()
    #expect(first["generation"]?.integer == 1 && first["last"] == nil, "\(first)")
    // Written in two halves by a writer that keeps the file open: neither half is a generation.
    let changed = Array(try source("c", "c").replacing(".f64 = 0.1", with: ".f64 = 0.2").utf8)
    let slow = try OwnedFile(opening: file, O_WRONLY | O_TRUNC)
    try slow.writeAll(Array(changed[..<400]))
    usleep(300_000)
    try slow.writeAll(Array(changed[400...]))
    close(slow.number)
    _ = Unmanaged.passRetained(slow)  // Its number is closed already.
    let second = try lines.next()
    #expect(second["generation"]?.integer == 2 && second["last"]?.integer == 1, "\(second)")
    #expect(second["replies"]?.array?.first?["changed"] == true)
    #expect(second["replies"]?.array?.first?["difference"]?.text?.contains("+       \"confidence\" : 0.2") == true)
    try folder.write("one.c", "broken")
    #expect(try lines.next()["standing"]?.text == "not-built")
    try folder.write("one.c", source("c", "c"))
    let fourth = try lines.next()
    #expect(fourth["generation"]?.integer == 4 && fourth["last"]?.integer == 2, "\(fourth)")
    child.signal(SIGINT)
    #expect(try child.wait().code == 0)
  }

  /// JSON lines of a process.
  private struct Lines {
    let file: OwnedFile
    var unread: [UInt8] = []
    init(_ file: OwnedFile) { self.file = file }

    mutating func next() throws -> JSONValue {
      while true {
        if let end = unread.firstIndex(of: 10) {
          let line = Array(unread[..<end])
          unread.removeSubrange(...end)
          return try JSON.decode(from: line)
        }
        var waiting = pollfd(fd: file.number, events: Int16(POLLIN), revents: 0)
        guard try checked("poll", "dev", { poll(&waiting, 1, 60_000) }) > 0 else { throw Silent() }
        let bytes = try file.read(1 << 16)
        if bytes.isEmpty { throw Silent() }
        unread += bytes
      }
    }
  }

  struct Silent: Error {}
}
