import Healing
import PipelineConfiguration
import TestSupport
import Testing

@Suite("Grants: what a plugin has, and what is wrong with a list")
struct GrantMistakeTests {
  private static func report(_ grants: String, needs: [String] = [], isShipped: Bool = false) -> ConfigurationReport {
    let catalog = TestCatalog.usual.with(
      KnownPlugin(
        id: "org.example.own", kind: .analyzer, version: "1.0.0", consumes: ["homeostasis.incident/1"],
        produces: ["homeostasis.diagnosis/1"], needs: needs, isShipped: isShipped))
    let stage = grants.isEmpty ? "own" : "{use: own, grants: \(grants)}"
    return Fixture.read(text: MistakeTests.base.replacing("analyzers: [rules]", with: "analyzers: [\(stage)]"), catalog)
  }

  private func grants(_ text: String, needs: [String] = [], isShipped: Bool = false) throws -> Grants {
    let report = Self.report(text, needs: needs, isShipped: isShipped)
    #expect(report.mistakes.isEmpty, "\(report.mistakes)")
    return try #require(report.configuration?.pipelines.first?.analyzers.first).grants
  }

  @Test("everything that can be granted is read")
  func everything() throws {
    let grants = try grants(
      "{files: [source, /etc, {path: ., access: write}], exec: [sh, /bin/cat], http: ['API.example.com:443', "
        + "{to: '127.0.0.1:9000', sockets: true}], secrets: [{name: a, environment: A}, {name: b, file: later}], "
        + "state: 64KiB, sandbox: true, pack: false}")
    #expect(grants.readsSource && grants.files.map(\.writes) == [false, true] && grants.files[0].path == "/etc")
    #expect(grants.programs.map(\.name) == ["sh", "/bin/cat"] && grants.programs[0].path.hasSuffix("/sh"))
    #expect(
      grants.addresses == [
        GrantedAddress(host: "api.example.com", port: 443),
        GrantedAddress(host: "127.0.0.1", port: 9000, opensSockets: true),
      ])
    #expect(grants.secrets[0].source == .environment("A") && grants.secrets.count == 2)
    #expect(grants.stateBytes == 65_536)
    #expect(grants.services == [.sandbox, .progress, .clock] && !grants.observes)
    #expect(grants.place == "h.yaml:18: pipelines.web.analyzers[0]")
  }

  @Test("what this package ships has what it needs, others what does no harm")
  func standard() throws {
    let needs = ["homeostasis.files/1", "homeostasis.sandbox/1?"]
    let own = try grants("", needs: needs, isShipped: true)
    #expect(own.readsSource && own.grants(.sandbox) && own.observes)
    let other = try grants("", needs: ["homeostasis.files/1?", "homeostasis.pack/1"])
    #expect(!other.readsSource && other.services == [.pack, .progress, .clock])
  }

  @Test(
    "each mistake is told at its place",
    arguments: [
      ("{fils: [source]}", "18:37", "grants.fils: unknown key (did you mean \"files\"?)"),
      ("{files: [/nowhere/at/all]}", "18:45", "grants.files[0]: /nowhere/at/all does not exist"),
      ("{files: [/]}", "18:45", "must not be the root of all files"),
      ("{exec: [no-such-program]}", "18:44", "grants.exec[0]: there is no program \"no-such-program\" (install it"),
      ("{exec: ['git log']}", "18:44", "must be one program, and \"git log\" has spaces"),
      ("{http: [example.com]}", "18:44", "grants.http[0]: must be an address"),
      ("{http: ['a:0']}", "18:44", "the port must be from 1"),
      ("{secrets: [{name: a}]}", "18:47", "a secret has one source (give either environment: VARIABLE or file: PATH)"),
      ("{secrets: [{name: a, environment: A}, {name: a, environment: B}]}", "18:74", "there is a secret \"a\" already"),
      ("{state: much}", "18:44", "grants.state: must be a size from 1B to 16MiB, such as 1MiB"),
      ("{state: 17MiB}", "18:44", "must be a size"),
      ("{sandbox: perhaps}", "18:46", "grants.sandbox: must be true or false"),
      ("all", "18:36", "grants: must be grants: a mapping with keys such as files, exec, http"),
    ])
  func mistake(_ grants: String, _ place: String, _ message: String) {
    let found = Self.report(grants).mistakes.map(\.description)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix("h.yaml:\(place): pipelines.web.analyzers[0].") == true, "\(found)")
    #expect(found.first?.contains(message) == true, "\(found)")
  }

  @Test("a need that is not granted names the line that would grant it")
  func needs() {
    let needs = ["homeostasis.exec/1", "homeostasis.http/1?"]
    #expect(
      Self.report("", needs: needs).mistakes.map(\.description) == [
        "h.yaml:18:17: pipelines.web.analyzers[0]: the plugin org.example.own needs homeostasis.exec/1, which is not "
          + "granted (write {use: own, grants: {exec: [PROGRAM]}})"
      ])
    let listed = Self.report("{state: 1MiB}", needs: needs).mistakes.map(\.description)
    #expect(listed.count == 1 && listed[0].hasSuffix("which is not granted (add exec: [PROGRAM])"), "\(listed)")
    let withheld = Self.report("{pack: false}", needs: ["homeostasis.pack/1"]).mistakes.map(\.description)
    #expect(withheld.count == 1 && withheld[0].contains("grants.pack: ") && withheld[0].hasSuffix("(remove it)"))
    #expect(Self.report("{exec: [sh]}", needs: needs).mistakes.isEmpty)
  }
}
