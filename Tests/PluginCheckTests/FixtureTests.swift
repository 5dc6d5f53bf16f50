import PluginCheck
import SystemCalls
import TestSupport
import Testing

/// The validator names the one defect of each fixture, and finds nothing in good plugins.
@Suite struct FixtureTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// The defect of each file in `Tests/Fixtures/Plugins`, and the check that has to name it.
  static let defects: [String: String] = [
    "no_entry": "library", "two_exports": "library", "static_tls": "library", "wrong_abi": "descriptor",
    "null_module": "descriptor", "no_kind": "descriptor", "constructor_aborts": "descriptor",
    "constructor_leaves": "descriptor", "descriptor_changes": "descriptor", "bad_version": "descriptor",
    "schema_is_no_schema": "settings-schema", "example_does_not_fit": "settings-schema",
    "refuses_settings": "settings-schema", "crashes_at_work": "life", "start_fails": "life",
    "accepts_unknown_key": "unknown-key", "self_test_fails": "self-test", "emits_undeclared": "records",
    "wrong_parent": "records", "reads_beyond_text": "text-bounds", "trusts_text": "odd-text",
    "answers_nothing": "empty-batch", "recurses_by_row": "large-batch", "steps_by_index": "wide-stride",
    "keeps_pointer": "kept-pointers", "trusts_host_size": "short-host", "refuses_newer_host": "long-host",
    "drops_when_busy": "busy", "goes_on_after_enough": "enough", "ignores_stop": "stop",
    "deadline_is_duration": "deadline", "keeps_by_thread": "threads", "dead_after_drain": "restart",
    "tires_of_instances": "many-instances", "takes_a_name": "side-by-side", "leaks_memory": "memory",
    "leaks_descriptor": "open-files", "leaks_thread": "threads-left", "writes_stdout": "stdout", "forks": "processes",
    "takes_a_signal": "signals", "changes_folder": "surroundings", "forgets_state": "state",
    "trusts_state": "state-garbage", "takes_any_state": "state-garbage",
  ]

  @Test func everyFixtureHasItsDefectAndEveryCheckAFixture() throws {
    let files = try Files.list("\(Built.root)/Tests/Fixtures/Plugins").filter { $0.hasSuffix(".c") }
    // misbehaving.c does what the record says, for the tests of the host.
    #expect(Set(files.map { String($0.dropLast(2)) }) == Set(Self.defects.keys).union(["misbehaving"]))
    #expect(Set(PluginCheck.names.map(\.name)) == Set(Self.defects.values))
  }

  @Test func everyCheckHasItsPage() throws {
    let pages = Set(try Files.list("\(Built.root)/docs/plugin-checks"))
    #expect(pages == Set(PluginCheck.names.map { "\($0.name).md" } + ["README.md"]))
  }

  @Test(arguments: Soak.sample(of: defects.keys.sorted(), count: 15)) func theOneDefectIsNamed(_ fixture: String) throws
  {
    let library = try CompiledPlugin.c(
      "\(Built.root)/Tests/Fixtures/Plugins/\(fixture).c", into: folder, flags: ["-D_GNU_SOURCE", "-pthread"])
    let outcomes = try PluginCheck(library: library, runner: Built.product("homeostasis-runner"), seed: Soak.seed).run()
    let found = outcomes.filter(\.isDefect)
    #expect(found.map(\.name) == [Self.defects[fixture]], "\(found)")
  }

  @Test(arguments: [
    "LogMonitor", "HealthMonitor", "ProcessMonitor", "RuleAnalyzer", "TraceAnalyzer", "SpectrumAnalyzer",
    "TemplatePatcher", "ModelAnalyzer", "ModelPatcher",
    "SuiteTester", "HandoverDeployer", "FunctionAnalyzer", "FunctionMonitor", "CarelessPatcher", "SampleAnalyzer",
  ])
  func aGoodPluginPasses(_ name: String) throws {
    let outcomes = try PluginCheck(
      library: Built.plugin(name), runner: Built.product("homeostasis-runner"), seed: Soak.seed
    ).run()
    let found = outcomes.filter(\.isDefect)
    #expect(found.isEmpty, "\(found)")
    #expect(outcomes.count == PluginCheck.names.count)
  }
}
