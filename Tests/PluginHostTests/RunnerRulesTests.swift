import Healing
import PluginHost
import SystemCalls
import TestSupport
import Testing

/// The process of a plugin may do by itself what its stage is granted, and nothing else; native or Python.
@Suite(
  .enabled(if: Confinement.landlockVersion >= 4 && Confinement.hasSeccomp, "the kernel lacks Landlock 4 or seccomp"))
struct RunnerRulesTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// The status in C; in Python a refusal is an exception that names the line.
  private func tried(_ stage: AskingBench.Asking, _ act: String, _ what: String) async throws -> (Bool, String) {
    do {
      let told = try await stage.ask("direct \(act)", what)
      return (told.isGranted, told.text)
    } catch let failure as StageFailure where failure.code == "plugin.exception" {
      return (false, failure.message)
    }
  }

  @Test(arguments: [AskingBench.Place.runner, .python])
  func filesAndPortsFollowTheGrants(_ place: AskingBench.Place) async throws {
    try folder.write("shown/a.txt", "shown")
    try folder.write("kept/old.txt", "old")
    try folder.write("hidden.txt", "hidden")
    let (server, other) = (try await OneLineServer(), try await OneLineServer())
    var grants = Grants()
    grants.place = "h.yaml:14: pipelines.web.analyzers[0]"
    grants.files = [
      GrantedFile(path: "\(folder.path)/shown"), GrantedFile(path: "\(folder.path)/kept", writes: true),
    ]
    grants.addresses = [
      GrantedAddress(host: "127.0.0.1", port: server.port, opensSockets: true),
      GrantedAddress(host: "127.0.0.1", port: other.port),
    ]
    let stage = try await AskingBench(place, in: folder).stage(grants)
    for (act, what, isGranted) in [
      ("read", "\(folder.path)/shown/a.txt", true), ("write", "\(folder.path)/shown/a.txt", false),
      ("write", "\(folder.path)/shown/new.txt", false), ("read", "\(folder.path)/hidden.txt", false),
      ("read", "/etc/passwd", false), ("write", "\(folder.path)/kept/old.txt", true),
      ("write", "\(folder.path)/kept/new.txt", true), ("connect", "\(server.port)", true),
      ("connect", "\(other.port)", false),
    ] {
      let (was, text) = try await tried(stage, act, what)
      #expect(was == isGranted, "\(act) \(what): \(text)")
      if place == .python && !isGranted {
        #expect(text.contains("add `grants: {") && text.contains(grants.place), "\(act) \(what): \(text)")
      }
    }
    await stage.retire()
    await server.stop()
    await other.stop()
  }

  @Test(arguments: [AskingBench.Place.runner, .python])
  func withoutGrantsNothingIsReachable(_ place: AskingBench.Place) async throws {
    try folder.write("a.txt", "a")
    let server = try await OneLineServer()
    let stage = try await AskingBench(place, in: folder).stage(Grants())
    for (act, what) in [
      ("read", "\(folder.path)/a.txt"), ("write", "/tmp/made-by-a-plugin"), ("connect", "\(server.port)"),
    ] {
      #expect(try await tried(stage, act, what).0 == false, "\(act)")
    }
    if place == .python {
      let (ran, text) = try await tried(stage, "run", "/bin/true")
      #expect(!ran && text.contains("exec: [PROGRAM]"), "\(text)")
    }
    #expect(!Files.exists("/tmp/made-by-a-plugin"))
    await stage.retire()
    await server.stop()
  }
}
