import Healing
import PluginHost
import Synchronization
import SystemCalls
import TestSupport

/// A stage whose plugin asks the host for what a test wants, in one of the places where a plugin can be.
final class AskingBench: Sendable {
  enum Place: CaseIterable, Sendable { case host, runner, python }

  let folder: TemporaryFolder
  let veil = SecretVeil()
  let clock = HandClock()
  let log = Mutex<[[String: String]]>([])
  private let place: Place

  init(_ place: Place, in folder: TemporaryFolder) {
    self.place = place
    self.folder = folder
  }

  /// What the plugin was told: the status and the text.
  struct Told: Sendable {
    let status: Int
    let text: String
    var isGranted: Bool { status == 0 }
  }

  /// - Parameters:
  ///   - library: a plugin that understands the same; nil: the place's own.
  ///   - isVeiled: whether the records are cleared of secrets, as in a host; a test has to see what a plugin got.
  func stage(
    _ grants: Grants, offered: TypedServices = TypedServices(), library given: String? = nil, isVeiled: Bool = false
  ) async throws -> Asking {
    let staging = PluginStaging(folder: "\(folder.path)/staged")
    let source = "\(Built.root)/Tests/Fixtures/Grants/asking"
    let library = try given ?? (place == .python ? "\(source).py" : CompiledPlugin.c("\(source).c", into: folder))
    let staged = try staging.stage(library)
    let id = "org.example.asking"
    let hear: @Sendable (UInt32, String, [String: String]) -> Void = { _, _, fields in
      self.log.withLock { $0.append(fields) }
    }
    let instance: any PluginInstance =
      switch place {
      case .host: try await HostedInstance(id, library: staged, settings: "{}", log: hear)
      case .runner, .python:
        try await RunnerInstance(
          place == .python ? "" : id, library: staged, settings: "{}", runner: Built.product("homeostasis-runner"),
          grants: grants, log: hear)
      }
    let own = StageServices(
      grants, stage: "test/asking", folder: "\(folder.path)/state", tests: ["true"], time: clock, veil: veil)
    let root = folder.path
    let stage = PluginStage(id: "test/asking", instance: instance, timeout: .seconds(10), veil: isVeiled ? veil : nil) {
      _ in
      GrantedServices(own, offered: offered, root: root)
    }
    return Asking(analyzer: PluginAnalyzer(stage), root: root)
  }

  struct Asking: Sendable {
    let analyzer: PluginAnalyzer
    let root: String

    /// - Parameter type: `service method`.
    func ask(_ type: String, _ request: String) async throws -> Told {
      let work = Work(id: "w", service: ServiceDescription(name: "shop", language: "python", root: root))
      let incident = Incident(
        id: type, parent: "e", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: request,
        type: type, firstSeen: .unknown, lastSeen: .unknown)
      let answer = try await analyzer.analyze(incident, work)
      guard let one = answer.first, let status = Int(one.category) else { throw NoAnswer() }
      return Told(status: status, text: one.cause)
    }

    func retire() async { await analyzer.retire() }
  }

  struct NoAnswer: Error {}
}
