public import CHomeostasisPlugin
import Healing

/// Makes the module of a plugin that is this one monitor. Return it from `homeostasis_module_v1`.
public func export<S: MonitorStage>(_ stage: S.Type) -> UnsafePointer<hs_module> {
  Exported.module(
    .init(stage, .monitor) { settings, host throws(StageFailure) in
      MonitorBox(try S(settings: settings, host: host), host: host)
    })
}

/// Makes the module of a plugin that is this one analyzer.
public func export<S: AnalyzerStage>(_ stage: S.Type) -> UnsafePointer<hs_module> {
  Exported.module(
    .init(stage, .analyzer) { settings, host throws(StageFailure) in
      AnalyzerBox(try S(settings: settings, host: host), host: host)
    })
}

/// Makes the module of a plugin that is this one patcher.
public func export<S: PatcherStage>(_ stage: S.Type) -> UnsafePointer<hs_module> {
  Exported.module(
    .init(stage, .patcher) { settings, host throws(StageFailure) in
      PatcherBox(try S(settings: settings, host: host), host: host)
    })
}

/// Makes the module of a plugin that is this one tester.
public func export<S: TesterStage>(_ stage: S.Type) -> UnsafePointer<hs_module> {
  Exported.module(
    .init(stage, .tester) { settings, host throws(StageFailure) in
      TesterBox(try S(settings: settings, host: host), host: host)
    })
}

/// Makes the module of a plugin that is this one deployer.
public func export<S: DeployerStage>(_ stage: S.Type) -> UnsafePointer<hs_module> {
  Exported.module(
    .init(stage, .deployer) { settings, host throws(StageFailure) in
      DeployerBox(try S(settings: settings, host: host), host: host)
    })
}
