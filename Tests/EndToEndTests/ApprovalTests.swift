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
    let host = try Host(configuration: "\(folder.path)/homeostasis.yaml")
    defer { host.end() }
    let address = try host.wait(for: "is served at ").split(separator: " ").first { $0.hasPrefix("127.0.0.1:") }
    let port = try #require(address?.split(separator: ":").last?.prefix { $0.isNumber })
    #expect(try ask(port) == "500")
    let refused = try host.wait(for: "the patch gate refuses it: shop/catalog.py")
    #expect(refused.contains("newly reaches for processes or their environment: `os.system`"))
    _ = try host.wait(for: "-> awaiting-approval")
    let patches = try JSON.decode(JSONValue.self, from: try homeostasis("patches", "list").text)
    let waiting = try #require(patches.array?.first { $0["verdict"] == "accepted" }?["id"]?.text)
    let other = try #require(patches.array?.first { $0["verdict"] != "accepted" }?["id"]?.text)
    #expect(try homeostasis("patches", "approve", other).code == 5)
    #expect(try ask(port) == "500")
    let approved = try homeostasis("patches", "approve", waiting)
    #expect(approved.code == 0 && approved.text.contains(waiting))
    _ = try host.wait(for: "-> watching")
    #expect(try ask(port) == "200")
  }

  @Test func withoutAHostNobodyHears() throws {
    #expect(try homeostasis("patches", "approve", "9c01").code != 0)
  }

  private func ask(_ port: some StringProtocol) throws -> String {
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

/// `homeostasis run`, and what it has said.
private final class Host {
  private let process: ChildProcess
  private let output: OwnedFile
  private var said = ""

  init(configuration: String) throws {
    let (read, write) = try OwnedFile.pipe()
    // Nothing here waits for ever: `timeout` ends the host, and with it the pipe.
    var request = SpawnRequest(
      "timeout",
      ["-s", "INT", "120", try Built.product("homeostasis"), "run", "--config", configuration, "--output", "json"],
      environment: Built.environment)
    request.files = [1: write, 2: write]
    process = try request.spawn()
    request.files = [:]
    output = read
  }

  /// The line with these words, also one that was said before.
  func wait(for words: String) throws -> String {
    while true {
      let lines = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      if let line = lines.first(where: { $0.contains(words) }) { return String(line) }
      let more = try output.read(4096)
      if more.isEmpty {
        Issue.record("the host never said “\(words)”:\n\(said)")
        throw Ended()
      }
      said += String(decoding: more, as: UTF8.self)
    }
  }

  func end() {
    process.signal(SIGINT)
    _ = try? process.wait()  // Its end is all that is wanted.
  }

  struct Ended: Error {}
}
