import Healing
import PipelineConfiguration
import Testing

/// One defect each, in a file that is right otherwise: `replace` is taken away from the base and `with` put there.
struct Defect: Sendable, CustomTestStringConvertible {
  var replace: String
  var with: String
  var expected: [String]

  init(_ replace: String, _ with: String, _ expected: String...) {
    self.replace = replace
    self.with = with
    self.expected = expected
  }

  var testDescription: String { with }
}

@Suite("Each mistake is told once, at its place, with what to do")
struct MistakeTests {
  static let base = """
    version: 1
    mode: auto
    state: sqlite:state.db
    services:
      shop:
        language: python
        source: shop
        run: [python3, -m, shop]
        listen: 127.0.0.1:8080
        health: /healthz
    pipelines:
      web:
        services: [shop]
        monitors:
          - use: log
            with: {paths: [a.log]}
            timeout: 10s
        analyzers: [rules]
        patchers: [template]
        testers: [suite]
        deployer: handover
        watch: {for: 60m, rollback: automatic}
    limits:
      backoff: {first: 10s, longest: 5m}

    """

  @Test("the base has no mistake")
  func right() { #expect(Fixture.read(text: Self.base).mistakes == []) }

  @Test(
    "keys",
    arguments: [
      Defect("version: 1\n", "", "h.yaml:1:1: version: this key is missing (add version: 1)"),
      Defect(
        "version: 1", "version: 2",
        "h.yaml:1:10: version: must be 1, the only version there is, not 2 (this file needs a newer homeostasis)"),
      Defect("version: 1", "versoin: 1", "h.yaml:1:1: versoin: unknown key (did you mean \"version\"?)"),
      Defect(
        "watch: {for: 60m,", "watch: {fro: 60m,",
        "h.yaml:22:13: pipelines.web.watch.fro: unknown key (did you mean \"for\"?)"),
      Defect(
        "    language: python\n", "", "h.yaml:5:3: services.shop.language: this key is missing (add language: python)"),
      Defect(
        "timeout: 10s", "retries: 2",
        "h.yaml:17:9: pipelines.web.monitors[0].retries: unknown key (keys that are left here: timeout, place, grants)"),
      Defect(
        "deployer: handover", "deployer: {use: handover, on-failure: next}",
        "h.yaml:21:31: pipelines.web.deployer.on-failure: unknown key (keys that are left here: with, timeout, retries, "
          + "when, place, grants)"),
      Defect(
        "    health: /healthz", "    health: /healthz\n    shared: [/data, ../x, .]",
        "h.yaml:11:14: services.shop.shared[0]: must be a path below source, and /data leads out of it",
        "h.yaml:11:21: services.shop.shared[1]: must be a path below source, and ../x leads out of it",
        "h.yaml:11:27: services.shop.shared[2]: must be a path below source, not source itself"),
      Defect(
        "    run: [python3, -m, shop]\n", "    drain-timeout: 5s\n",
        "h.yaml:8:20: services.shop.drain-timeout: this is for a service that Homeostasis runs (add run, or remove "
          + "drain-timeout)"),
      Defect(
        "use: log", "plugin: log",
        "h.yaml:15:9: pipelines.web.monitors[0].plugin: unknown key (keys that are left here: use, place, grants)",
        "h.yaml:15:9: pipelines.web.monitors[0].use: this key is missing"),
      Defect(
        "    health: /healthz", "    health: /healthz\n    source: x",
        "h.yaml:11:5: services.shop.source: this key was already given at line 7: keep one of the two"),
      Defect(
        "    health: /healthz", "    <<: {language: java}",
        "h.yaml:10:5: services.shop.<<: unknown key (merge keys are not part of YAML 1.2: name the whole value with *)"),
      Defect(
        "  shop:\n", "  my shop:\n",
        "h.yaml:5:3: services.\"my shop\": the name of a service is made of letters, digits, '-', '_' and '.', and begins "
          + "with a letter or digit",
        "h.yaml:5:3: warning: services.\"my shop\": no pipeline uses this service: nothing watches it (add it to the "
          + "services of a pipeline)",
        "h.yaml:13:16: pipelines.web.services[0]: there is no service \"shop\" (the services are my shop)"),
    ])
  func keys(_ defect: Defect) { check(defect) }

  @Test(
    "types",
    arguments: [
      Defect(
        "    source: shop", "    source: 5",
        "h.yaml:7:13: services.shop.source: must be the path of a folder, not 5 (put it in quotes: \"5\")"),
      Defect(
        "language: python", "language:",
        "h.yaml:6:14: services.shop.language: must be the name of a language pack such as python, not nothing"),
      Defect(
        "run: [python3, -m, shop]", "run: python3 -m shop",
        "h.yaml:8:10: services.shop.run: must be a list of words, because no shell reads it, not \"python3 -m shop\" "
          + "(write [python3, -m, shop])"),
      Defect(
        "run: [python3, -m, shop]", "run: python3 -m shop | tee log",
        "h.yaml:8:10: services.shop.run: must be a list of words, because no shell reads it, not \"python3 -m shop | tee "
          + "log\" (write a list of words; for a shell: [sh, -c, '...'])"),
      Defect("run: [python3, -m, shop]", "run: []", "h.yaml:8:10: services.shop.run: must not be empty"),
      Defect(
        "run: [python3, -m, shop]", "run: [python3, [-m]]",
        "h.yaml:8:20: services.shop.run[1]: must be a word of a command, not a list"),
      Defect(
        "services: [shop]", "services: shop",
        "h.yaml:13:15: pipelines.web.services: must be a list, not \"shop\" (write [shop])"),
      Defect(
        "analyzers: [rules]", "analyzers: [[rules]]",
        "h.yaml:18:17: pipelines.web.analyzers[0]: must be the name of an analyzer, or a mapping with use: and that name, "
          + "not a list"),
      Defect(
        "with: {paths: [a.log]}", "with: a.log",
        "h.yaml:16:15: pipelines.web.monitors[0].with: must be a mapping of settings, not \"a.log\""),
      Defect(
        "    watch: {for: 60m, rollback: automatic}", "    watch:\n      - 60m",
        "h.yaml:22:5: pipelines.web.watch: must be how a rollout is watched: a mapping with keys such as for, rollback, not "
          + "a list"),
      Defect(
        "testers: [suite]", "testers: [{use: suite, retries: \"2\"}]",
        "h.yaml:20:37: pipelines.web.testers[0].retries: must be an integer from 0 to 10, not \"2\" (take the quotes away)"
      ),
      Defect(
        "testers: [suite]", "testers: [{use: suite, on-failure: nxt}]",
        "h.yaml:20:40: pipelines.web.testers[0].on-failure: must be next or stop, not \"nxt\" (did you mean \"next\"?)"
      ),
      Defect(
        "deployer: handover", "deployer: {use: handover, when: {severity: 17, class: [1]}}",
        "h.yaml:21:48: pipelines.web.deployer.when.severity: must be debug, info, warning, error or fatal, not 17",
        "h.yaml:21:60: pipelines.web.deployer.when.class[0]: must be a text, not 1 (put it in quotes: \"1\")"),
      Defect("mode: auto", "mode: yes", "h.yaml:2:7: mode: must be observe, propose or auto, not \"yes\""),
    ])
  func types(_ defect: Defect) { check(defect) }

  @Test(
    "durations, addresses and paths",
    arguments: [
      Defect("for: 60m", "for: 60 minutes", duration("60 minutes", "write 60m")),
      Defect("for: 60m", "for: 60M", duration("60M", "write 60m")),
      Defect("for: 60m", "for: \"60\"", duration("60", "name the unit: 60s")),
      Defect("for: 60m", "for: soon", duration("soon", nil)),
      Defect(
        "for: 60m", "for: 0", "h.yaml:22:18: pipelines.web.watch.for: must be more than 0 and at most 3650 days, not 0"),
      Defect(
        "for: 60m", "for: -5s", duration("-5s", nil)),
      Defect(
        "{first: 10s, longest: 5m}", "{first: 10m}",
        "h.yaml:24:20: limits.backoff.first: the first wait must not be longer than the longest"),
      Defect("127.0.0.1:8080", "8080", address("8080", "the host is missing", "write 127.0.0.1:8080")),
      Defect(
        "127.0.0.1:8080", ":8080",
        address("\":8080\"", "the host is missing", "write 127.0.0.1:8080, or 0.0.0.0:8080 for all networks")),
      Defect(
        "127.0.0.1:8080", "localhost",
        address("\"localhost\"", "the port is missing", "write localhost:8080, with the right port")),
      Defect(
        "127.0.0.1:8080", "http://localhost:80/x",
        address("\"http://localhost:80/x\"", "it is a URL", "write localhost:80")),
      Defect("127.0.0.1:8080", "127.0.0.300:80", address("\"127.0.0.300:80\"", "127.0.0.300 is no IPv4 address", nil)),
      Defect("127.0.0.1:8080", "::1:80", address("\"::1:80\"", "an IPv6 address needs brackets", "write [::1]:80")),
      Defect("127.0.0.1:8080", "a b:80", address("\"a b:80\"", "\"a b\" is no host name", nil)),
      Defect(
        "    listen: 127.0.0.1:8080\n", "",
        "h.yaml:9:13: services.shop.health: health is asked at the address of listen, which is missing (add listen: "
          + "127.0.0.1:8080)"),
      Defect(
        "health: /healthz", "health: healthz",
        "h.yaml:10:13: services.shop.health: must begin with / and hold no space, not \"healthz\" (write /healthz)"),
      Defect(
        "source: shop", "source: $HOME/shop",
        "h.yaml:7:13: services.shop.source: the folder <>/$HOME/shop does not exist (variables and ~ are not expanded: "
          + "write the path itself, relative to this file)"),
      Defect(
        "source: shop", "source: minimal.yaml", "h.yaml:7:13: services.shop.source: <>/minimal.yaml is not a folder"),
      Defect(
        "    listen:", "    logs: [~/shop.log]\n    listen:",
        "h.yaml:9:12: warning: services.shop.logs[0]: ~/shop.log is taken as it stands (variables and ~ are not expanded: "
          + "write the path itself, relative to this file)"),
      Defect(
        "sqlite:state.db", "sqlite:$STATE/a.db",
        "h.yaml:3:1: warning: state: $STATE/a.db is taken as it stands (variables and ~ are not expanded: write the path "
          + "itself, relative to this file)"),
      Defect(
        "sqlite:state.db", "sqlite:shop",
        "h.yaml:3:8: state: <>/shop is a folder: name a file in it (write sqlite:shop/state.db)"),
      Defect(
        "sqlite:state.db", "sqlit:state.db",
        "h.yaml:3:8: state: must be memory or sqlite: with the path of a file, not \"sqlit:state.db\" (did you mean "
          + "\"sqlite\"?)"),
      Defect(
        "sqlite:state.db", "./state.db",
        "h.yaml:3:8: state: must be memory or sqlite: with the path of a file, not \"./state.db\" (write sqlite:./state.db)"
      ),
    ])
  func values(_ defect: Defect) { check(defect) }

  @Test(
    "services and modes",
    arguments: [
      Defect(
        "services: [shop]", "services: [shop, shp]",
        "h.yaml:13:22: pipelines.web.services[1]: there is no service \"shp\" (did you mean \"shop\"?)"),
      Defect(
        "services: [shop]", "services: [shpo]",
        "h.yaml:13:16: pipelines.web.services[0]: there is no service \"shpo\" (did you mean \"shop\"?)"),
      Defect(
        "services: [shop]", "services: [shop, shop]",
        "h.yaml:13:22: pipelines.web.services[1]: the service \"shop\" belongs to this pipeline already (keep it in one "
          + "place)"),
      Defect(
        "pipelines:\n", "  mail: {language: java, source: shop, listen: '127.0.0.1:8080'}\npipelines:\n",
        "h.yaml:11:3: warning: services.mail: no pipeline uses this service: nothing watches it (add it to the services "
          + "of a pipeline)",
        "h.yaml:11:48: services.mail.listen: 127.0.0.1:8080 is where the service \"shop\" listens already (give each its "
          + "own port)"),
      Defect(
        "sqlite:state.db", "memory",
        "h.yaml:3:8: state: memory forgets what was rolled out when the host ends, so it does not go with the mode auto "
          + "(write sqlite:.homeostasis/state.db, or choose the mode propose)"),
      Defect(
        "mode: auto\nstate: sqlite:state.db\nservices:\n  shop:\n",
        "mode: observe\nstate: memory\nservices:\n  shop:\n    mode: auto\n",
        "h.yaml:3:8: state: memory forgets what was rolled out when the host ends, so it does not go with the mode auto "
          + "of shop (write sqlite:.homeostasis/state.db, or choose the mode propose)"),
      Defect(
        "    deployer: handover\n", "",
        "h.yaml:12:3: pipelines.web.deployer: the mode auto of the service \"shop\" needs a deployer (add deployer, or "
          + "choose a lower mode)"),
      Defect(
        "    analyzers: [rules]\n    patchers: [template]\n", "    patchers: []\n",
        "h.yaml:12:3: pipelines.web.analyzers: the mode auto of the service \"shop\" needs an analyzer (add analyzers, or "
          + "choose a lower mode)",
        "h.yaml:18:15: pipelines.web.patchers: the mode auto of the service \"shop\" needs a patcher (add patchers, or "
          + "choose a lower mode)"),
    ])
  func services(_ defect: Defect) { check(defect) }

  private func check(_ defect: Defect) {
    #expect(Self.base.contains(defect.replace))
    let report = Fixture.read(text: Self.base.replacing(defect.replace, with: defect.with, maxReplacements: 1))
    #expect(report.mistakes.map { $0.description.replacing(Fixture.folder, with: "<>") } == defect.expected)
    #expect((report.configuration == nil) == !report.errors.isEmpty)
  }

  private static func duration(_ text: String, _ advice: String?) -> String {
    "h.yaml:22:18: pipelines.web.watch.for: must be a duration such as 500ms, 10s, 5m or 24h, not "
      + "\(text.debugDescription)\(advice.map { " (\($0))" } ?? "")"
  }

  private static func address(_ text: String, _ reason: String, _ advice: String?) -> String {
    "h.yaml:9:13: services.shop.listen: must be an address such as 127.0.0.1:8080, not \(text): \(reason)"
      + "\(advice.map { " (\($0))" } ?? "")"
  }
}
