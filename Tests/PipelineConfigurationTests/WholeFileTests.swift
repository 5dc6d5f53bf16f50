import Healing
import JSONSchema
import PipelineConfiguration
import Testing
import YAMLDocument

@Suite("A whole file")
struct WholeFileTests {
  @Test("every key reaches its member")
  func whole() throws {
    let report = Fixture.read("whole.yaml")
    #expect(report.mistakes == [])
    let configuration = try #require(report.configuration)
    #expect(configuration.version == 1 && configuration.mode == .auto)
    #expect(configuration.state == .sqlite(path: Fixture.folder + "/data/state.db"))
    #expect(configuration.plugins.folders == [Fixture.folder + "/plugins"])
    var shop = Service(
      name: "shop", language: "python", source: Fixture.folder + "/shop",
      run: ["python3", "-m", "http.server", "8080"], listen: ListenAddress(host: "127.0.0.1", port: 8080),
      health: "/healthz", test: ["python3", "-m", "pytest", "-q"], mode: .auto,
      logs: [Fixture.folder + "/logs/shop.log"])
    shop.shared = ["uploads", "data/cache"]
    shop.healthTimeout = .seconds(90)
    shop.drainTimeout = .seconds(5)
    #expect(
      configuration.services == [
        shop,
        Service(
          name: "mail", language: "python", source: Fixture.folder + "/shop", run: [],
          listen: ListenAddress(host: "::1", port: 2525), health: nil, test: [], mode: .propose, logs: []),
      ])
    #expect(configuration.limits.rolloutsAtOnce == .init(service: 1, host: 3))
    #expect(configuration.limits.patchesPerDay == .init(service: 5, host: 10))
    #expect(configuration.limits.backoff == .init(first: .milliseconds(1500), longest: .seconds(600)))
    #expect(configuration.limits.rollbacksBeforeBreaker == .init(count: 4, within: .seconds(21_600)))
    #expect(configuration.limits.attemptsBeforeQuarantine == .init(count: 2, within: .seconds(86_400)))
    #expect(configuration.limits.failingTogether == .init(count: 5, within: .seconds(30)))
    #expect(configuration.limits.healsBeforeBug == .init(count: 3, within: .seconds(1_209_600)))
    #expect(configuration.limits.approvalExpires == .seconds(3600))
  }

  @Test("every stage carries its plugin, settings and course")
  func stages() throws {
    let pipeline = try #require(Fixture.read("whole.yaml").configuration?.pipeline(of: "mail"))
    #expect(
      pipeline.monitors.map(\.plugin.id) == ["log", "http-health", "http-health"].map { "homeostasis.monitor.\($0)" })
    let paths = ["shop", "mail"].map { JSONValue.string(Fixture.folder + "/logs/\($0).log") }
    #expect(pipeline.monitors[0].settings == ["paths": .array(paths), "encoding": "utf-8"])
    #expect(pipeline.monitors.map(\.timeout) == [.seconds(10), .milliseconds(500), .seconds(10)])
    #expect(pipeline.monitors[2].keyPath == "pipelines.web.monitors[2]")
    #expect(pipeline.analyzers[0].condition == nil && pipeline.analyzers[0].onFailure == .next)
    #expect(pipeline.analyzers[1].onFailure == .stop)
    #expect(
      pipeline.analyzers[1].condition
        == StageCondition(severity: .error, classes: ["KeyError", "*.Timeout"], paths: ["shop/**"]))
    #expect(pipeline.testers[0].timeout == .seconds(90) && pipeline.testers[0].retries == 1)
    #expect(pipeline.testers[0].place == .process && pipeline.patchers[0].place == nil)
    #expect(pipeline.deployer?.retries == 2 && pipeline.deployer?.condition?.severity == .fatal)
    #expect(pipeline.deployer?.place == .host && pipeline.deployer?.keyPath == "pipelines.web.deployer")
    #expect(pipeline.watch == WatchSettings(longest: .seconds(86_400), rollback: .manual))
  }

  @Test("a file that says little gets the safe standards")
  func minimal() throws {
    let configuration = try #require(Fixture.read("minimal.yaml").configuration)
    #expect(configuration.mode == .observe && configuration.services[0].mode == .observe)
    #expect(configuration.state == .sqlite(path: Fixture.folder + "/.homeostasis/state.db"))
    #expect(configuration.plugins == PluginSearch())
    #expect(configuration.pipelines[0].watch == WatchSettings(longest: .seconds(3600), rollback: .automatic))
    #expect(configuration.limits == .standard)
    #expect(Limits.standard.rolloutsAtOnce == .init(service: 1, host: 2))
    #expect(Limits.standard.patchesPerDay == .init(service: 3, host: 10))
    #expect(Limits.standard.backoff == .init(first: .seconds(10), longest: .seconds(300)))
    #expect(Limits.standard.rollbacksBeforeBreaker == .init(count: 2, within: .seconds(21_600)))
    #expect(Limits.standard.failingTogether == .init(count: 3, within: .seconds(60)))
  }

  @Test("a service tells the stages what they may know of it")
  func described() throws {
    let service = try #require(Fixture.read("whole.yaml").configuration?.service("shop"))
    #expect(
      service.described
        == ServiceDescription(
          name: "shop", language: "python", root: Fixture.folder + "/shop", test: ["python3", "-m", "pytest", "-q"],
          run: ["python3", "-m", "http.server", "8080"], listen: "127.0.0.1:8080", health: "/healthz", mode: .auto))
  }

  @Test("the catalog is asked for with the folders that the file names")
  func folders() {
    let reader = ConfigurationReader { configuration in
      configuration.plugins.folders == [Fixture.folder + "/plugins"] ? TestCatalog.usual : TestCatalog([])
    }
    #expect(reader.read(path: Fixture.folder + "/whole.yaml").mistakes == [])
    #expect(reader.read(path: Fixture.folder + "/minimal.yaml").mistakes.count == 1)
  }

  @Test("seven mistakes get seven messages, each with its line")
  func seven() {
    let report = Fixture.read("seven-mistakes.yaml")
    #expect(report.configuration == nil)
    let lines = report.mistakes.map { $0.description.replacing(Fixture.folder + "/", with: "") }
    #expect(
      lines == [
        "seven-mistakes.yaml:2:7: mode: must be observe, propose or auto, not \"automatic\" (did you mean \"auto\"?)",
        "seven-mistakes.yaml:6:13: services.shop.source: the folder shopp does not exist (did you mean ./shop?)",
        "seven-mistakes.yaml:7:13: services.shop.listen: must be an address such as 127.0.0.1:8080, not "
          + "\"127.0.0.1:80800\": the port must be a number from 0 to 65535",
        "seven-mistakes.yaml:11:22: pipelines.web.services[1]: there is no service \"stock\" (the services are shop)",
        "seven-mistakes.yaml:15:11: pipelines.web.monitors[0].with.pathes: log has no such setting (did you mean "
          + "\"paths\"?)",
        "seven-mistakes.yaml:16:5: pipelines.web.analysers: unknown key (did you mean \"analyzers\"?)",
        "seven-mistakes.yaml:20:18: pipelines.web.testers[0].timeout: must be a duration such as 500ms, 10s, 5m or "
          + "24h, not \"5 minutes\" (write 5m)",
      ])
  }

  @Test("the schema for editors takes the files that the reader takes", arguments: ["whole.yaml", "minimal.yaml"])
  func schema(name: String) throws {
    let schema = try Schema(ConfigurationSchema.json)
    let value = try YAMLDocument(Fixture.text(name), file: name).checked().json
    #expect(schema.check(value) == [])
  }

  @Test("the schema for editors finds what a schema can find")
  func schemaMistakes() throws {
    let value = try YAMLDocument(Fixture.text("seven-mistakes.yaml"), file: "seven").checked().json
    let found = try Schema(ConfigurationSchema.json).check(value).map(\.pointer)
    #expect(found == ["/mode", "/pipelines/web/testers/0/timeout", "/pipelines/web/analysers"])
  }

  @Test("the schema tells the meaning of every key and the standard of those that have one")
  func meanings() throws {
    func describe(_ schema: JSONValue, _ path: String) {
      for (name, value) in schema["properties"]?.object ?? [:] {
        #expect(value["description"]?.text?.isEmpty == false, "\(path).\(name) has no description")
        describe(value, "\(path).\(name)")
      }
      for value in schema["patternProperties"]?.object?.values.map({ $0 }) ?? [] { describe(value, path + ".*") }
      for value in schema["anyOf"]?.array ?? [] { describe(value, path) }
      if let items = schema["items"] { describe(items, path + "[]") }
    }
    describe(ConfigurationSchema.json, "")
    let watch = ConfigurationSchema.json["properties"]?["pipelines"]?["patternProperties"]?.object?.values.first?[
      "properties"]?["watch"]
    #expect(watch?["properties"]?["for"]?["default"] == "60m")
    #expect(ConfigurationSchema.json["properties"]?["state"]?["default"] == "sqlite:.homeostasis/state.db")
  }
}
