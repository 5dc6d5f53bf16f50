import HealingRuntime
import IncidentStore
import PipelineConfiguration
import SystemCalls

extension Invocation {
  /// The path of the configuration: `--config`, else `homeostasis.yaml` here.
  func configurationPath() throws(CommandFailure) -> String {
    let path = self["--config"] ?? "homeostasis.yaml"
    if !Files.exists(path) {
      throw CommandFailure(
        self["--config"] == nil ? .configuration : .notFound,
        "there is no \(path) here: name the configuration with --config FILE, or see examples/ for one to begin with")
    }
    return path
  }

  /// Where the configuration keeps its state.
  func statePlace() async throws(CommandFailure) -> StatePlace {
    try LoadedConfiguration.state(of: try configurationPath())
  }

  /// The database of the configuration, for reading.
  func store() async throws(CommandFailure) -> SQLiteIncidentStore {
    let place = try await statePlace()
    do throws(StoreFailure) { return try await place.reading() } catch { throw CommandFailure(error) }
  }
}

extension CommandFailure {
  init(_ failure: StoreFailure) {
    let code: ExitCode =
      switch failure.kind {
      case .missing, .ambiguous: .notFound
      default: .failed
      }
    let matches = failure.matches.isEmpty ? "" : "\n  " + failure.matches.joined(separator: "\n  ")
    self.init(code, failure.description + matches)
  }

  init(_ error: SystemError, doing: String) { self.init(.failed, "\(doing): \(error)") }
}
