import Glibc
import Healing
import HealingRuntime
import LanguagePacks
import PluginHost
import Synchronization
import SystemCalls
import TestSupport

/// The plugins as a host loads them, over a small Python project and the model server of the tests.
final class ModelBench: Sendable {
  let folder: TemporaryFolder
  let server: ModelServer
  let veil = SecretVeil()
  let clock = MovedClock()
  private let lines = Mutex<[[String: String]]>([])

  static let shelf = PackShelf(
    folders: ["\(Built.root)/Plugins/Languages"], grammars: "\(Built.root)/.build/grammars/languages.so")

  init() throws {
    folder = try TemporaryFolder()
    server = try ModelServer(ModelAnswers.all)
    for (path, text) in SampleProject.files { try folder.write("tree/\(path)", text) }
  }

  var root: String { "\(folder.path)/tree" }
  /// What the plugin has told the log: `text` and the fields of each line.
  var log: [[String: String]] { lines.withLock { $0 } }
  /// The reasons of what was refused, and of what went wrong.
  var reasons: [String] { log.compactMap { $0["reason"] } }

  /// A provider of the settings.
  func provider(_ model: String, api: String = "openai", _ more: [String: JSONValue] = [:]) -> JSONValue {
    let path = api == "openai" ? "/v1" : ""
    let usual: [String: JSONValue] = [
      "api": .string(api), "url": .string("http://127.0.0.1:\(server.port)\(path)"), "model": .string(model),
    ]
    return .object(usual.merging(more) { _, new in new })
  }

  /// The patcher in a place.
  func patcher(_ settings: JSONValue, inRunner: Bool = false, state: Int = 1 << 20) async throws -> PluginPatcher {
    PluginPatcher(try await stage("ModelPatcher", "org.homeostasis.llm", settings, inRunner, state))
  }

  /// The analyzer in the host.
  func analyzer(_ settings: JSONValue) async throws -> PluginAnalyzer {
    PluginAnalyzer(try await stage("ModelAnalyzer", "org.homeostasis.analyzer.llm", settings, false, 1 << 20))
  }

  private func stage(
    _ library: String, _ id: String, _ settings: JSONValue, _ inRunner: Bool, _ state: Int
  ) async throws -> PluginStage {
    let staged = try PluginStaging(folder: "\(folder.path)/staged").stage(Built.plugin(library))
    let hear: @Sendable (UInt32, String, [String: String]) -> Void = { [self] _, text, fields in
      lines.withLock { $0.append(fields.merging(["text": text]) { old, _ in old }) }
    }
    var grants = Grants.standard(
      isShipped: true, needs: ["homeostasis.files/1", "homeostasis.pack/1", "homeostasis.clock/1"])
    grants.addresses = [GrantedAddress(host: "127.0.0.1", port: server.port)]
    grants.stateBytes = state
    // An installation has them beside the runner.
    grants.files = [GrantedFile(path: "\(Built.root)/.build/grammars")]
    grants.secrets = [
      GrantedSecret(name: "key", source: .file(try secret("key", "right-" + ModelAnswers.key))),
      GrantedSecret(name: "other", source: .file(try secret("other", "wrong-" + ModelAnswers.key))),
    ]
    let text = try JSON.text(settings)
    let instance: any PluginInstance =
      inRunner
      ? try await RunnerInstance(
        id, library: staged, settings: text, runner: Built.product("homeostasis-runner"), grants: grants, log: hear)
      : try await HostedInstance(id, library: staged, settings: text, log: hear)
    let own = StageServices(
      grants, stage: "web/llm", folder: "\(folder.path)/state", time: clock, veil: veil)
    var offered = TypedServices()
    offered.files = ServiceFiles(root: root)
    offered.pack = Self.shelf
    return PluginStage(id: "web/llm", instance: instance, timeout: .seconds(60), veil: veil) { [offered, root] _ in
      GrantedServices(own, offered: offered, root: root)
    }
  }

  private func secret(_ name: String, _ value: String) throws -> String {
    let path = try folder.write(name, value + "\n")
    if chmod(path, 0o600) != 0 { throw SystemError("chmod", path) }
    return path
  }
}

/// A clock that stands still until it is moved.
final class MovedClock: TimeSource {
  private let time = Mutex(Timestamp(nanoseconds: 1_764_590_400_000_000_000))
  func now() -> Timestamp { time.withLock { $0 } }
  func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
}
