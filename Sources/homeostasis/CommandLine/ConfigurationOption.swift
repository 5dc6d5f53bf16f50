import HealingRuntime
import IncidentStore
import PipelineConfiguration
import SystemCalls

extension Invocation {
  /// The configuration that `--config` names, else `homeostasis.yaml` here; its warnings are told.
  func configuration() throws(CommandFailure) -> LoadedConfiguration {
    let path = self["--config"] ?? "homeostasis.yaml"
    if !Files.exists(path) {
      throw CommandFailure(
        self["--config"] == nil ? .configuration : .notFound,
        "there is no \(path) here: name the configuration with --config FILE; examples/ has one to begin with")
    }
    do throws(LoadedConfiguration.Failure) {
      let loaded = try LoadedConfiguration.load(path)
      for warning in loaded.warnings { Terminal.error("\(warning)") }
      return loaded
    } catch {
      switch error {
      case .installation(let failure): throw CommandFailure(failure, doing: "this installation is not whole")
      case .mistakes(let mistakes):
        throw CommandFailure(.configuration, mistakes.map { "\($0)" }.joined(separator: "\n"))
      case .refused(let mistakes):
        throw CommandFailure(.refused, mistakes.map { "\($0)" }.joined(separator: "\n"))
      }
    }
  }

  /// Where the configuration keeps its state.
  func statePlace() throws(CommandFailure) -> StatePlace {
    guard let place = try configuration().state else {
      throw CommandFailure(
        .notFound, "the configuration says `state: memory`: nothing is kept that could be shown or held")
    }
    return place
  }

  /// As ``statePlace()``, also where a plugin or another part of the configuration is broken: for commands that say why.
  func keptState() throws(CommandFailure) -> StatePlace {
    if let place = LoadedConfiguration.state(of: self["--config"] ?? "homeostasis.yaml") { return place }
    return try statePlace()
  }

  /// The database of the configuration, for reading.
  func store() async throws(CommandFailure) -> SQLiteIncidentStore {
    let place = try statePlace()
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
