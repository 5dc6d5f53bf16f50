import Healing
import PluginCheck
import SystemCalls
import TestSupport
import Testing

/// Nothing that a plugin throws gets past its language's face, and the host is told the reason.
@Suite struct FaceTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func run(_ program: String, _ arguments: [String]) throws {
    var command = Command(
      SpawnRequest(program, arguments, environment: Built.environment, directory: folder.path))
    command.wallLimit = .seconds(120)
    let result = try command.run()
    #expect(result.succeeded, "\(program): \(result.errorText)")
  }

  private func failure(of library: String, type: String) async throws -> JSONValue? {
    let at = Timestamp(nanoseconds: 1)
    let incident = Incident(
      id: "i1", parent: "e1", at: at, service: "shop", language: "python", fingerprint: "f", title: "it broke",
      type: type, firstSeen: at, lastSeen: at)
    let recorded = RecordedIncident(
      service: ServiceDescription(name: "shop", language: "python", root: "/"), events: nil, incident: incident)
    return try await Replay(library: library, runner: Built.product("homeostasis-runner")).run(recorded)["failures"]?
      .array?.first
  }

  @Test func exceptionsOfCppStopAtTheEdge() async throws {
    let library = "\(folder.path)/throws.so"
    try run(
      "g++",
      [
        "-std=c++17", "-Wall", "-Wextra", "-fPIC", "-shared", "-fvisibility=hidden", "-fno-gnu-unique", "-I",
        "\(Built.root)/plugin-sdk/include", "\(Built.root)/Tests/Fixtures/Faces/throws.cpp",
        "-Wl,--version-script=\(Built.root)/plugin-sdk/exports.map", "-o", library,
      ])
    let said = try await failure(of: library, type: "failure")
    #expect(said?["code"]?.text == "thrower.no" && said?["place"]?.text == "/here")
    let standard = try await failure(of: library, type: "standard")
    #expect(standard?["code"]?.text == "plugin.exception" && standard?["message"]?.text == "out of ideas")
    #expect(try await failure(of: library, type: "other")?["code"]?.text == "plugin.exception")
  }

  @Test(arguments: ["rustc", "/usr/bin/rustc"]) func panicsOfRustStopAtTheEdge(_ compiler: String) async throws {
    // Debian's own compiler is older; where it is not installed the first of the path is tried alone.
    if compiler.hasPrefix("/") && !Files.exists(compiler) { return }
    let library = "\(folder.path)/panics.so"
    try run(
      compiler,
      [
        "--edition", "2021", "-O", "--crate-type", "rlib", "--crate-name", "homeostasis",
        "\(Built.root)/plugin-sdk/rust/homeostasis.rs", "-o", "\(folder.path)/libhomeostasis.rlib",
      ])
    try run(
      compiler,
      [
        "--edition", "2021", "-O", "--crate-type", "cdylib", "--crate-name", "panics", "--extern",
        "homeostasis=\(folder.path)/libhomeostasis.rlib", "\(Built.root)/Tests/Fixtures/Faces/panics.rs", "-o", library,
      ])
    #expect(try await failure(of: library, type: "failure")?["code"]?.text == "panicker.no")
    let panic = try await failure(of: library, type: "ideas")
    #expect(panic?["code"]?.text == "plugin.panic" && panic?["message"]?.text == "out of ideas about ideas")
  }
}
