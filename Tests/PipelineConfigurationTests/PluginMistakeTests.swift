import Healing
import PipelineConfiguration
import Testing

@Suite("Plugins: names, settings and the records that they hand on")
struct PluginMistakeTests {
  /// The base of the other mistakes with one line of the pipeline replaced.
  private func mistakes(_ old: String, _ new: String, _ catalog: TestCatalog = .usual) -> [String] {
    #expect(MistakeTests.base.contains(old))
    return Fixture.read(text: MistakeTests.base.replacing(old, with: new), catalog).mistakes.map(\.description)
  }

  @Test(
    "a plugin that is not there",
    arguments: [
      (
        "analyzers: [rules]", "analyzers: [rule]",
        "h.yaml:18:17: pipelines.web.analyzers[0]: there is no analyzer \"rule\" (did you mean \"rules\"?)"
      ),
      (
        "analyzers: [rules]", "analyzers: [wizard]",
        "h.yaml:18:17: pipelines.web.analyzers[0]: there is no analyzer \"wizard\" (analyzers that are installed: rules, trace)"
      ),
      (
        "analyzers: [rules]", "analyzers: [log]",
        "h.yaml:18:17: pipelines.web.analyzers[0]: \"log\" is a monitor and not an analyzer (put it under monitors)"
      ),
      (
        "use: log", "use: logg",
        "h.yaml:15:14: pipelines.web.monitors[0].use: there is no monitor \"logg\" (did you mean \"log\"?)"
      ),
      (
        "deployer: handover", "deployer: suite",
        "h.yaml:21:15: pipelines.web.deployer: \"suite\" is a tester and not a deployer (put it under testers)"
      ),
    ])
  func unknown(old: String, new: String, expected: String) { #expect(mistakes(old, new) == [expected]) }

  @Test("a plugin that was found and cannot be used tells why")
  func defective() {
    var catalog = TestCatalog.usual
    catalog.defects["wizard"] = "it was compiled for version 2 of the contract"
    #expect(
      mistakes("analyzers: [rules]", "analyzers: [wizard]", catalog) == [
        "h.yaml:18:17: pipelines.web.analyzers[0]: the plugin \"wizard\" cannot be used: it was compiled for version 2 of "
          + "the contract"
      ])
  }

  @Test("settings are checked at their own lines")
  func settings() {
    let found = mistakes(
      "        with: {paths: [a.log]}\n",
      """
              with:
                paths:
                  - a.log
                  - 5
                encoding: utf8
                tokn: x

      """)
    #expect(
      found == [
        "h.yaml:19:15: pipelines.web.monitors[0].with.paths[1]: must be a string, not the number 5 (put it in quotes: \"5\")",
        "h.yaml:20:21: pipelines.web.monitors[0].with.encoding: must be one of \"utf-8\", \"latin-1\", not \"utf8\" (did you mean \"utf-8\"?)",
        "h.yaml:21:11: pipelines.web.monitors[0].with.tokn: log has no such setting (did you mean \"token\"?)",
      ])
  }

  @Test("settings that are missing, or where none are taken")
  func missing() {
    #expect(
      mistakes("        with: {paths: [a.log]}\n", "") == [
        "h.yaml:15:9: pipelines.web.monitors[0].with: the key \"paths\" is missing"
      ])
    #expect(
      mistakes("analyzers: [rules]", "analyzers: [{use: rules, with: {a: 1}}]") == [
        "h.yaml:18:30: pipelines.web.analyzers[0].with: the analyzer rules takes no settings (remove with)"
      ])
  }

  @Test("a secret setting stays out of the message")
  func secret() {
    let found = mistakes("with: {paths: [a.log]}", "with: {paths: [a.log], token: hunter2}")
    #expect(found == ["h.yaml:16:39: pipelines.web.monitors[0].with.token: must have 8 characters or more"])
  }

  @Test("a plugin whose own schema is wrong, or that needs what is not offered, is not used")
  func faulty() {
    let schema = TestCatalog.usual.with(TestCatalog.monitor("log", settings: ["typ": "object"]))
    #expect(
      mistakes("use: log", "use: log", schema) == [
        "h.yaml:15:14: pipelines.web.monitors[0].use: the plugin homeostasis.monitor.log describes its settings wrongly, so "
          + "they cannot be checked: #/typ: unknown keyword \"typ\" (did you mean \"type\"?) (tell the plugin's author)"
      ])
    var greedy = TestCatalog.monitor("log", settings: ["type": "object"])
    greedy.needs = ["homeostasis.pack/1", "homeostasis.moon/1", "homeostasis.sun/1?"]
    #expect(
      mistakes("use: log", "use: log", TestCatalog.usual.with(greedy)) == [
        "h.yaml:15:14: pipelines.web.monitors[0].use: the plugin homeostasis.monitor.log needs homeostasis.moon/1, which "
          + "this host does not offer (use a version of it for this host)"
      ])
  }

  @Test(
    "records that do not fit together",
    arguments: [
      (
        ["homeostasis.incident/1"], ["homeostasis.diagnosis/2"],
        [
          "the plugin homeostasis.analyzer.rules gives homeostasis.diagnosis/2, where an analyzer must give "
            + "homeostasis.diagnosis/1 (the plugin is newer than this host)"
        ]
      ),
      (
        ["homeostasis.incident/1"], [],
        [
          "the plugin homeostasis.analyzer.rules gives no homeostasis.diagnosis, where an analyzer must give "
            + "homeostasis.diagnosis/1 (it is no analyzer)"
        ]
      ),
      (
        ["homeostasis.incident/0"], ["homeostasis.diagnosis/1"],
        [
          "the plugin homeostasis.analyzer.rules takes homeostasis.incident/0, which no stage before it gives (the plugin "
            + "is older than this host)"
        ]
      ),
      (
        ["homeostasis.event/1"], ["homeostasis.diagnosis/1"],
        [
          "the plugin homeostasis.analyzer.rules does not take homeostasis.incident/1, which an analyzer is called with "
            + "(it takes homeostasis.event/1)"
        ]
      ),
      (
        ["homeostasis.incident/1", "acme.heap/1"], ["homeostasis.diagnosis/1"],
        ["the plugin homeostasis.analyzer.rules takes acme.heap/1, which no stage before it gives"]
      ),
      (
        ["homeostasis.incident/1", "homeostasis.verdict/1"], ["homeostasis.diagnosis/1"],
        ["the plugin homeostasis.analyzer.rules takes homeostasis.verdict/1, which no stage before it gives"]
      ),
    ])
  func records(consumes: [String], produces: [String], expected: [String]) {
    let plugin = KnownPlugin(
      id: "homeostasis.analyzer.rules", kind: .analyzer, version: "1.0.0", consumes: consumes, produces: produces)
    let found = mistakes("use: log", "use: log", TestCatalog.usual.with(plugin))
    #expect(found == expected.map { "h.yaml:18:17: pipelines.web.analyzers[0]: " + $0 })
  }

  @Test("a record of a team's own goes from the stage that gives it to the one that takes it")
  func ownRecord() {
    var monitor = TestCatalog.monitor("log", settings: ["type": "object"])
    monitor.produces.append("acme.heap/1")
    let analyzer = KnownPlugin(
      id: "acme.rules", kind: .analyzer, version: "1.0.0", consumes: ["homeostasis.incident/1", "acme.heap/1"],
      produces: ["homeostasis.diagnosis/1"])
    #expect(mistakes("use: log", "use: log", TestCatalog.usual.with(monitor).with(analyzer)) == [])
  }
}
