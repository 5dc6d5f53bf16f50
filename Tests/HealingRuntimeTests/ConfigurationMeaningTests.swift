import Generations
import Healing
import Orchestration
import PipelineConfiguration
import PluginHost
import Policy
import SystemCalls
import TestSupport
import Testing

@testable import HealingRuntime

/// What is configured is what is done.
@Suite struct ConfigurationMeaningTests {
  @Test func everyLimitIsOneOfThePolicy() {
    var limits = PipelineConfiguration.Limits.standard
    #expect(Policy.Limits(limits) == Policy.Limits(), "the standards are the same")
    limits.rolloutsAtOnce = .init(service: 2, host: 5)
    limits.patchesPerDay = .init(service: 7, host: 8)
    limits.backoff = .init(first: .seconds(3), longest: .seconds(4))
    limits.rollbacksBeforeBreaker = .init(count: 9, within: .seconds(10))
    limits.attemptsBeforeQuarantine = .init(count: 11, within: .seconds(12))
    limits.failingTogether = .init(count: 13, within: .seconds(14))
    limits.healsBeforeBug = .init(count: 15, within: .seconds(16))
    limits.approvalExpires = .seconds(17)
    var expected = Policy.Limits()
    expected.rolloutsAtOnce = Quota(service: 2, host: 5)
    expected.patchesPerDay = Quota(service: 7, host: 8)
    expected.backoff = Backoff(first: .seconds(3), longest: .seconds(4))
    (expected.rollbacks, expected.rollbackWindow) = (9, .seconds(10))
    (expected.attempts, expected.quarantineWindow) = (11, .seconds(12))
    (expected.failingServices, expected.dependencyWindow) = (13, .seconds(14))
    // The next one needs a person.
    (expected.heals, expected.healWindow) = (14, .seconds(16))
    expected.approvalLifetime = .seconds(17)
    #expect(Policy.Limits(limits) == expected)
  }

  @Test func theWatchRollsBackByItselfOnlyWhereItMay() {
    var pipeline = HealingPipeline { () throws(StageFailure) in
      ServiceDescription(name: "shop", language: "python", root: "/")
    }
    pipeline.watch(as: WatchSettings(longest: .seconds(5), rollback: .manual))
    #expect(pipeline.watchLimit == .seconds(5) && !pipeline.rollsBack)
    pipeline.watch(as: WatchSettings())
    #expect(pipeline.watchLimit == .seconds(3600) && pipeline.rollsBack)
  }

  @Test func aStageIsCalledAsItIsConfigured() {
    var staged = Staged("a stage", id: "trace")
    staged.call(
      as: Stage(
        KnownPlugin(id: "trace", kind: .analyzer, version: "1"), timeout: .seconds(7), retries: 4, onFailure: .stop,
        condition: StageCondition(severity: .fatal, classes: ["KeyError"])))
    #expect(staged.timeout == .seconds(7) && staged.retries == 4 && staged.onFailure == .stop)
    let incident = Incident(
      id: "i", parent: "e", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: "t",
      type: "KeyError", firstSeen: .unknown, lastSeen: .unknown)
    #expect(staged.applies(incident, .fatal) && !staged.applies(incident, .error))
    var other = incident
    other.type = "ValueError"
    #expect(!staged.applies(other, .fatal))
  }

  @Test func aServiceIsKeptAsItIsConfigured() {
    var service = Service(name: "shop", language: "python", source: "/shop", run: ["true"], health: "/healthz")
    service.shared = ["uploads"]
    service.healthTimeout = .seconds(3)
    service.drainTimeout = .seconds(4)
    let kept = KeptServiceSettings(service, StatePlace(database: "/state/state.db"), keeper: "/bin/keeper")
    #expect(kept.shared == ["uploads"] && kept.healthTimeout == .seconds(3) && kept.drainTimeout == .seconds(4))
    #expect(kept.service.health == "/healthz" && kept.log == "/state/logs/shop.{generation}.log")
  }

  @Test func pathsOfTheLogMonitorStartAtTheFile() throws {
    let folder = try TemporaryFolder()
    let register = PluginRegister(
      PluginDirectory(
        path: [], shippedFolder: Built.folder, runner: try Built.product("homeostasis-runner"),
        staging: PluginStaging(folder: "\(folder.path)/staging")
      ).entries())
    try folder.write("shop/shop.py", "a = 1\n")
    let report = ConfigurationReader { _ in register }.read(
      """
      version: 1
      services: {shop: {language: python, source: shop}}
      pipelines:
        web:
          services: [shop]
          monitors: [{use: log, with: {paths: [logs/*.log, /var/log/shop.log]}}]
      """, file: "h.yaml", folder: folder.path)
    let settings = try #require(report.configuration?.pipelines.first?.monitors.first?.settings, "\(report.mistakes)")
    #expect(settings["paths"] == [.string("\(folder.path)/logs/*.log"), "/var/log/shop.log"])
  }
}
