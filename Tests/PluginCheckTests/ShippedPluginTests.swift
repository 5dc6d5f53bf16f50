import Healing
import SystemCalls
import TestSupport
import Testing

/// The plugins of the package keep the rules that they ask of others, with what a host grants them.
@Suite(.serialized) struct ShippedPluginTests {
  static let names = [
    "LogMonitor", "HealthMonitor", "ProcessMonitor", "FunctionMonitor", "RuleAnalyzer", "TraceAnalyzer",
    "FunctionAnalyzer", "ModelAnalyzer", "TemplatePatcher", "ModelPatcher", "SuiteTester", "HandoverDeployer",
  ]
  /// What may be left out: a rule that does not concern the kind, or a plugin that keeps no state.
  static let maySkip = [
    "a monitor gets no", "a deployer gets no", "it keeps no state", "it has no restore",
    "it emits nothing for the sample",
  ]

  @Test(arguments: names) func nothingThatConcernsItIsLeftOut(_ name: String) throws {
    // Those that rest on what is granted; the full count is for a release.
    let some = Soak.isOn ? [] : ["--only", "life,records,short-host,restart,processes"]
    var command = Command(
      SpawnRequest(
        try Built.product("homeostasis"), ["plugin", "check", try Built.plugin(name), "--output", "json"] + some,
        environment: Built.environment))
    command.wallLimit = .seconds(600)
    let result = try command.run()
    let outcomes = try #require(
      JSON.decode(JSONValue.self, from: result.text)["outcomes"]?.array, "\(result.errorText)")
    #expect(outcomes.count >= 5)
    for outcome in outcomes {
      let (check, said) = (outcome["name"]?.text ?? "", outcome["detail"]?.text ?? "")
      switch outcome["result"]?.text {
      case "passed", "warning": break
      case "skipped": #expect(Self.maySkip.contains(where: said.hasPrefix), "\(check): \(said)")
      case let other: Issue.record("\(check) \(other ?? ""): \(said)")
      }
    }
  }
}
