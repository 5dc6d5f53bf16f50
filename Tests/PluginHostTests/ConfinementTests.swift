import Healing
import PluginHost
import SystemCalls
import TestSupport
import Testing

/// A plugin in a runner can do nothing by itself: what it needs it asks the host for.
@Suite struct ConfinementTests {
  static let acts = [
    "read", "read-passwords", "list", "write", "truncate", "create", "make-folder", "link", "remove", "rename", "run",
    "fork", "shell", "socket", "unix-socket", "signal", "trace", "look-into", "mount", "unshare", "outlive", "ring",
  ]

  @Test(
    .enabled(if: Confinement.landlockVersion >= 3 && Confinement.hasSeccomp, "the kernel lacks Landlock or seccomp"))
  func everyForbiddenActIsRefused() async throws {
    let folder = try TemporaryFolder()
    let victim = "\(folder.path)/victim"
    try Files.replace(victim, with: Array("whole".utf8))
    let library = try CompiledPlugin.c("\(Built.root)/Tests/Fixtures/Confinement/forbidden.c", into: folder)
    let instance = try await RunnerInstance(
      "org.example.forbidden", library: PluginStaging(folder: "\(folder.path)/staged").stage(library), settings: "{}",
      runner: Built.product("homeostasis-runner")
    ) { _, _, _ in }
    let stage = PluginAnalyzer(
      PluginStage(id: "test/forbidden", instance: instance, timeout: .seconds(5)) { _ in NoServices() })
    let work = Work(id: "w", service: ServiceDescription(name: "shop", language: "python", root: "/"))
    for act in Self.acts {
      let incident = Incident(
        id: act, parent: "e", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: folder.path,
        type: act, firstSeen: .unknown, lastSeen: .unknown)
      #expect(try await stage.analyze(incident, work).first?.category == "refused", "\(act)")
    }
    #expect(try Files.read(victim) == Array("whole".utf8))
    #expect(!Files.exists("\(folder.path)/made"))
    await instance.retire()
  }
}
