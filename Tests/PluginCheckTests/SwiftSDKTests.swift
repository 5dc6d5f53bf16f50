import Healing
import PluginBridge
import PluginHost
import SystemCalls
import TestSupport
import Testing

/// The installed Swift SDK: state over reloads, and compilers that cannot read its modules.
@Suite(.serialized) struct SwiftSDKTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func run(_ program: String, _ arguments: [String], in directory: String? = nil) throws -> Command.Result {
    var environment = Built.environment
    environment["PKG_CONFIG_PATH"] = "\(try NewPluginTests.prefix.get().path)/lib/pkgconfig"
    var command = Command(
      SpawnRequest(program, arguments, environment: environment, directory: directory ?? folder.path))
    command.wallLimit = .seconds(400)
    return try command.run()
  }

  private func homeostasis(_ arguments: [String]) throws -> Command.Result {
    try run("\(try NewPluginTests.prefix.get().path)/bin/homeostasis", ["plugin"] + arguments)
  }

  /// The plugin of the fixture, built with `make` in a folder as `plugin new` makes it.
  private func remembers() throws -> String {
    #expect(try homeostasis(["new", "analyzer", "--lang", "swift", "remembers"]).succeeded)
    try folder.write(
      "remembers/remembers.swift", Files.text("\(Built.root)/Tests/Fixtures/Faces/remembers.swift"))
    let made = try run("make", [], in: "\(folder.path)/remembers")
    #expect(made.succeeded, "\(made.text)\(made.errorText)")
    return "\(folder.path)/remembers/remembers.so"
  }

  @Test func stateGoesOverToTheNextGeneration() async throws {
    let library = try remembers()
    let checked = try homeostasis(["check", library])
    #expect(checked.succeeded && checked.text.contains("passed    state "), "\(checked.text)")
    #expect(checked.text.contains("passed    state-garbage"))

    let staging = PluginStaging(folder: "\(folder.path)/staged")
    let first = try await instance(library, staging)
    for count in 1...3 { #expect(try await answer(of: first) == ["incident \(count)"]) }
    let saved = Emitted()
    _ = try await first.perform(.drain, nil, PluginCall(id: "drain", timeout: .seconds(5)))
    _ = try await first.perform(.save, nil, call("save", saved))
    await first.retire()
    let state = try #require(saved.batches.first)
    #expect(state.schema == "org.example.remembers.state/1")
    let second = try await instance(library, staging)
    _ = try await second.perform(.restore, state, PluginCall(id: "restore", timeout: .seconds(5)))
    #expect(try await answer(of: second) == ["incident 4"])
    for (schema, text, kind) in [
      ("org.example.remembers.state/2", #"{"seen": {}}"#, StageFailure.Kind.unsupported),
      (state.schema, #"{"seen": {"shop": -1}}"#, .failed), (state.schema, "[]", .failed),
    ] {
      let wrong = RecordBatch(
        schema: schema, keys: ["state"], rows: [.init(id: "", parent: "", at: 0, cells: [.json(text)])])
      let failure = await #expect(throws: StageFailure.self) {
        try await second.perform(.restore, wrong, PluginCall(id: "restore", timeout: .seconds(5)))
      }
      #expect(failure?.kind == kind)
    }
    await second.retire()
  }

  private func instance(_ library: String, _ staging: PluginStaging) async throws -> RunnerInstance {
    try await RunnerInstance(
      "", library: staging.stage(library), settings: "{}", runner: Built.product("homeostasis-runner")
    ) { _, _, _ in }
  }

  private func call(_ id: String, _ emitted: Emitted) -> PluginCall {
    PluginCall(
      id: id, timeout: .seconds(5),
      context: [RecordBatch([ServiceDescription(name: "shop", language: "python", root: "/")])],
      emit: { batch, _ in emitted.take(batch) })
  }

  private func answer(of instance: RunnerInstance) async throws -> [String] {
    let emitted = Emitted()
    let incident = Incident(
      id: "i1", parent: "e1", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: "it broke",
      firstSeen: .unknown, lastSeen: .unknown)
    _ = try await instance.perform(.analyze, RecordBatch([incident]), call("work", emitted))
    return try emitted.batches.flatMap { try $0.values(Diagnosis.self).map(\.cause) }
  }

  @Test func anotherCompilerIsToldWhatToDo() throws {
    #expect(try homeostasis(["new", "analyzer", "--lang", "swift", "mine"]).succeeded)
    let swift = "\(try NewPluginTests.prefix.get().path)/lib/homeostasis/swift"
    #expect(try run("cp", ["-R", swift, "\(folder.path)/other"]).succeeded)
    try folder.write("other/compiler", "Swift version 5.9 (swift-5.9-RELEASE)\n")
    let result = try run("make", ["SWIFT=\(folder.path)/other"], in: "\(folder.path)/mine")
    #expect(!result.succeeded && result.errorText.contains("was made by Swift version 5.9"), "\(result.errorText)")
    #expect(result.errorText.contains("build-sdk ./sdk && make SWIFT=./sdk"))
  }

  /// Takes a minute of both processors, for a script that changes seldom.
  @Test(.enabled(if: Soak.isOn)) func theSourcesBuildWithAnyCompiler() throws {
    #expect(try homeostasis(["new", "tester", "--lang", "swift", "mine"]).succeeded)
    let script = "\(try NewPluginTests.prefix.get().path)/share/homeostasis/sdk/swift/build-sdk"
    let built = try run(script, ["sdk"])
    #expect(built.succeeded, "\(built.errorText)")
    let made = try run("make", ["check", "SWIFT=\(folder.path)/sdk"], in: "\(folder.path)/mine")
    #expect(made.succeeded, "\(made.text)\(made.errorText)")
  }
}
