import Healing
import PipelineConfiguration
import PluginHost
import SystemCalls

/// Makes every stage of a configuration once, each in a process of its own that ends at once: what a plugin says to its
/// settings is known before anything is changed. By the contract `create` has no effect outside.
struct Rehearsal {
  let loaded: LoadedConfiguration

  /// - Throws: why the first stage that cannot be made cannot.
  func run() async throws(StageFailure) {
    let staging: String
    do throws(SystemError) { staging = try Files.temporaryFolder("homeostasis-rehearsal") } catch {
      throw StageFailure(.failed, code: "reload.staging", place: error.subject, message: "\(error)")
    }
    defer { try? Files.remove(staging) }  // It is temporary anyway.
    let maker = InstanceMaker(runner: loaded.installation.runner) { _, _, _ in }
    for pipeline in loaded.configuration.pipelines {
      let stages: [(StageKind, [Stage])] = [
        (.monitor, pipeline.monitors), (.analyzer, pipeline.analyzers), (.patcher, pipeline.patchers),
        (.tester, pipeline.testers), (.deployer, pipeline.deployer.map { [$0] } ?? []),
      ]
      for (kind, stages) in stages {
        for stage in stages {
          try await make(kind, stage, in: pipeline.name, maker, PluginStaging(folder: staging, trust: loaded.trust))
        }
      }
    }
  }

  private func make(
    _ kind: StageKind, _ stage: Stage, in pipeline: String, _ maker: InstanceMaker, _ staging: PluginStaging
  ) async throws(StageFailure) {
    let (entry, description) = try loaded.register.entry(kind, named: stage.use)
    let library: StagedLibrary
    do throws(PluginFailure) { library = try staging.stage(entry.path) } catch {
      throw StageFailure(.failed, code: error.code, place: error.path, message: error.reason)
    }
    let settings: String
    do { settings = try JSON.text(stage.settings) } catch {
      throw StageFailure(.invalid, code: "config.not-json", place: "\(pipeline)/\(stage.use)", message: "\(error)")
    }
    try await maker.make(description.id, library, settings, .process, stage.grants).retire()
  }
}
