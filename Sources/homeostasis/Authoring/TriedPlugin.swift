import Healing
import HealingRuntime
import PipelineConfiguration
import PluginCheck
import PluginHost
import SystemCalls

/// A plugin that its author tries: where it is, and what it is granted. What its descriptor needs is granted as far as a
/// service has it that nobody runs; everything else stands in `--grants`, as under `grants` in a configuration.
struct TriedPlugin: Sendable {
  let library: String
  /// As it was given; nil: nothing is listed.
  var grants: String?
  /// The sources that it may read; nil: those of whoever tries it.
  var source: String?

  static let grantsOption = OptionDescription(
    name: "--grants", value: "YAML",
    summary: "grant more than its descriptor needs: what stands under `grants` of a stage")
  static let sourceOption = OptionDescription(
    name: "--source", value: "DIR",
    summary: "the service's sources (default: the folder `source` beside the incident)")

  init(_ library: String) { self.library = library }

  init(_ library: String, _ invocation: Invocation) {
    self.library = library
    grants = invocation["--grants"]
    source = invocation["--source"]
  }

  /// The sample service.
  func withSample() throws(StageFailure) -> CheckedService {
    try service(SampleTree.name) { folder throws(StageFailure) in
      do throws(SystemError) { try SampleTree.write(into: folder) } catch {
        throw StageFailure(.failed, code: "tried.sample", place: folder, message: "\(error)")
      }
      var request = HealRequest(source: folder)
      (request.language, request.test) = (SampleTree.language, SampleTree.test)
      return request
    }
  }

  /// The service of a recorded incident, with the sources beside it; without any its tree is empty.
  private func service(for recorded: RecordedIncident, from file: String?) throws(StageFailure) -> CheckedService {
    let beside = file.map { "\(Files.parent(of: $0))/source" }.flatMap { Files.isFolder($0) ? $0 : nil }
    return try service("source") { folder throws(StageFailure) in
      var request = HealRequest(source: source ?? beside ?? folder)
      request.language = recorded.service.language
      return request
    }
  }

  /// What it says to a recorded incident, and who says it.
  /// - Parameter file: where the recording is; nil: nowhere.
  func replay(_ recorded: RecordedIncident, from file: String?) async throws(StageFailure) -> Replay.Described {
    let runner: String
    do throws(SystemError) { runner = try Installation.current().runner } catch {
      throw StageFailure(.failed, code: "installation", place: "", message: "\(error)")
    }
    var replay = Replay(library: library, runner: runner)
    replay.service = try service(for: recorded, from: file)
    return try await replay.runDescribed(recorded)
  }

  private func service(
    _ name: String, _ make: (String) throws(StageFailure) -> HealRequest
  ) throws(StageFailure) -> CheckedService {
    let tried = try TriedService(name, granted(), make: make)
    return CheckedService(tried.description, tried.grants) { tried.services() }
  }

  private func granted() throws(StageFailure) -> Grants {
    let needs = try needs()
    var standard = Grants.standard(isShipped: true, needs: needs)
    if needs.contains(where: { $0.hasPrefix(HostServiceID.state.rawValue) }) { standard.stateBytes = 1 << 20 }
    // Nobody runs the service: it has no generations. And what is tried is not of this package, whatever it needs.
    standard.services.remove(.generations)
    standard.observes = false
    guard let grants else { return standard }
    switch ListedGrants.read(grants, named: "--grants", over: standard) {
    case .success(let listed): return listed
    case .failure(let wrong):
      throw StageFailure(
        .invalid, code: "tried.grants", place: "--grants", message: wrong.all.joined(separator: "\n"))
    }
  }

  /// What the descriptor says. Where it cannot be read there is nothing to grant, and whoever loads it tells why.
  private func needs() throws(StageFailure) -> [String] {
    do throws(SystemError) {
      let installation = try Installation.current()
      let folder = try HeldFolder(temporary: "homeostasis-describe")
      let directory = PluginDirectory(
        path: [], shippedFolder: installation.plugins, runner: installation.runner,
        staging: PluginStaging(folder: folder.path))
      return (try? directory.describe(library))?.needs ?? []
    } catch {
      throw StageFailure(.failed, code: "tried.describe", place: library, message: "\(error)")
    }
  }
}
