import Glibc
import Healing
import SystemCalls
import TestSupport
import Testing

/// The shop with a careless colleague whose patches the gate refuses, or lets pass only with a person's yes.
@Suite(.serialized) struct ApprovalTests {
  private static let careless = [
    #"import os; os.system("true"); return 0.0"#,
    #""try:\n        return round(sum(stars) / len(stars), 1)\n    except ZeroDivisionError:\n        return 0.0""#,
  ]

  private static let configuration = """
    version: 1
    mode: auto
    state: sqlite:state/state.db
    services:
      shop: {language: python, source: ./service, run: [python3, -m, shop], listen: "127.0.0.1:0", health: /healthz}
    pipelines:
      web:
        services: [shop]
        monitors: [log, process]
        analyzers: [rules, trace]
        patchers:
          - use: careless-patcher
            grants: {files: [source]}
            with:
              when: ZeroDivisionError
              lines:
                - '\(careless[0])'
                - \(careless[1])
        testers: [suite]
        deployer: handover

    """

  private let folder: TemporaryFolder
  init() throws {
    folder = try TemporaryFolder()
    try folder.write("homeostasis.yaml", Self.configuration)
    try run("cp", "-R", "\(Built.root)/examples/shop/service", "\(folder.path)/service")
  }

  @Test func aPatchThatHidesTheErrorWaitsForAPerson() throws {
    let host = try RunningHost(configuration: "\(folder.path)/homeostasis.yaml", environment: Built.environment)
    let port = try host.port()
    #expect(try ask(port) == "500")
    let refused = try host.line { $0.contains("the patch gate refuses it: shop/catalog.py") }
    #expect(refused.contains("newly reaches for processes or their environment: `os.system`"))
    _ = try host.line { $0.contains("-> awaiting-approval") }
    let patches = try JSON.decode(JSONValue.self, from: try homeostasis("patches", "list").text)
    let waiting = try #require(patches.array?.first { $0["verdict"] == "accepted" }?["id"]?.text)
    let other = try #require(patches.array?.first { $0["verdict"] != "accepted" }?["id"]?.text)
    #expect(try homeostasis("patches", "approve", other).code == 5)
    #expect(try ask(port) == "500")
    let approved = try homeostasis("patches", "approve", waiting)
    #expect(approved.code == 0 && approved.text.contains(waiting))
    _ = try host.line { $0.contains("-> watching") }
    #expect(try ask(port) == "200")
    #expect(try host.stop().code == 0)
  }

  @Test func withoutAHostNobodyHears() throws {
    #expect(try homeostasis("patches", "approve", "9c01").code != 0)
  }

  private func ask(_ port: UInt16) throws -> String {
    let get = "import http.client as h; c = h.HTTPConnection('127.0.0.1', \(port)); c.request('GET', '/products/p-107')"
    return try run("python3", "-c", "\(get); print(c.getresponse().status, end='')")
  }

  private func homeostasis(_ words: String...) throws -> (text: String, code: Int32) {
    let result = try Command(
      SpawnRequest(
        try Built.product("homeostasis"), words + ["--config", "\(folder.path)/homeostasis.yaml", "--output", "json"],
        environment: Built.environment)
    ).run()
    return (result.text, result.ending.code ?? -1)
  }

  @discardableResult
  private func run(_ words: String...) throws -> String {
    try Command(SpawnRequest(words[0], Array(words.dropFirst()), environment: Built.environment)).run().text
  }
}
