import ForeignFunctions
import Healing
import PluginHost
import SystemCalls
import TestSupport
import Testing

/// The two plugins that call functions, in the process that they always have.
@Suite struct FunctionStageTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private let work = Work(id: "w1", service: ServiceDescription(name: "shop", language: "python", root: "/"))

  private func stage(_ product: String, _ settings: JSONValue) async throws -> PluginStage {
    let staged = try PluginStaging(folder: "\(folder.path)/staged").stage(Built.plugin(product))
    // The process may read its library and nothing else of the folder, as the host's check of the settings grants it.
    var grants = Grants()
    grants.files = [GrantedFile(path: try FunctionLibrary.path())]
    let instance = try await RunnerInstance(
      "", library: staged, settings: JSON.text(settings), runner: Built.product("homeostasis-runner"), grants: grants
    ) { _, _, _ in }
    return PluginStage(id: "web/function", instance: instance, timeout: .milliseconds(500)) { _ in NoServices() }
  }

  private func analyzer(
    _ function: String, returns: JSONValue, _ others: [String: JSONValue] = [:], takes: Bool = true
  ) async throws -> PluginAnalyzer {
    let title: JSONValue = ["type": "string", "from": "incident.title"]
    let settings = try FunctionLibrary.settings(function, takes ? [title] : [], returns: returns, others)
    return PluginAnalyzer(try await stage("FunctionAnalyzer", settings))
  }

  @Test func aPredicateSaysYesOrNo() async throws {
    let analyzer = try await analyzer("ends_well", returns: "bool", ["category": "good", "confidence": 0.75])
    let yes = try await analyzer.analyze(FunctionLibrary.incident("all is well"), work)
    #expect(yes.map(\.category) == ["good"] && yes.map(\.confidence) == [0.75] && yes.map(\.cause) == ["all is well"])
    let no = await #expect(throws: StageFailure.self) {
      try await analyzer.analyze(FunctionLibrary.incident("bad"), work)
    }
    #expect(no?.kind == .unsupported && no?.code == "function.no")
  }

  @Test func aScoreIsTheConfidence() async throws {
    let settings: [String: JSONValue] = ["means": "score", "out-of": 20, "at-least": 0.5, "cause": "long title"]
    let analyzer = try await analyzer("length", returns: "u64", settings)
    let sure = try await analyzer.analyze(FunctionLibrary.incident("fifteen letters"), work)
    #expect(sure.map(\.confidence) == [0.75] && sure.map(\.cause) == ["long title"])
    for title in ["short", "a title of more than twenty letters"] {
      await #expect(throws: StageFailure.self) {
        try await analyzer.analyze(FunctionLibrary.incident(title), work)
      }
    }
    let none = try await self.analyzer("not_a_number", returns: "f64", takes: false)
    let failure = await #expect(throws: StageFailure.self) {
      try await none.analyze(FunctionLibrary.incident("x"), work)
    }
    #expect(failure?.code == "function.score")
  }

  @Test func aReturnedTextIsTheCause() async throws {
    let analyzer = try await analyzer("kept", returns: "string", ["release": "free"], takes: false)
    let said = try await analyzer.analyze(FunctionLibrary.incident("x"), work)
    #expect(said.map(\.cause) == ["to be released"])
    let silent = try await self.analyzer("nothing", returns: "string", takes: false)
    await #expect(throws: StageFailure.self) { try await silent.analyze(FunctionLibrary.incident("x"), work) }
  }

  @Test(arguments: [("crash", StageFailure.Kind.crashed), ("leave", .crashed), ("hang", .timeout)])
  func aFunctionThatEndsItsProcessIsBack(_ how: String, _ kind: StageFailure.Kind) async throws {
    let analyzer = try await analyzer("\(how)_on", returns: "i32")
    #expect(try await analyzer.analyze(FunctionLibrary.incident("fine"), work).count == 1)
    let failure = await #expect(throws: StageFailure.self) {
      try await analyzer.analyze(FunctionLibrary.incident("now \(how)"), work)
    }
    #expect(failure?.kind == kind, "\(String(describing: failure))")
    #expect(try await analyzer.analyze(FunctionLibrary.incident("fine"), work).count == 1)
  }

  @Test func aWrongDeclarationIsNoStage() async throws {
    let failure = await #expect(throws: StageFailure.self) { try await analyzer("absent", returns: "i32") }
    #expect(failure?.code == "function.symbol")
    let variable = await #expect(throws: StageFailure.self) { try await analyzer("length", returns: "void") }
    #expect(variable?.code == "function.declaration" && variable?.place.hasSuffix("/returns") == true)
  }

  struct Health: Sendable {
    let function: String
    let value: JSONValue
    let type: JSONValue
    var others: [String: JSONValue] = [:]
    var complaint: String?
  }

  static let healths: [Health] = [
    Health(function: "twice_i32", value: 0, type: "i32"),
    Health(function: "twice_i32", value: 2, type: "i32", complaint: "the function gave 4"),
    Health(function: "twice_i32", value: 2, type: "i32", others: ["healthy": "nonzero"]),
    Health(function: "negated", value: false, type: "bool"),
    Health(function: "negated", value: true, type: "bool", complaint: "the function gave false"),
    Health(function: "twice_f64", value: 0.3, type: "f64"),
    Health(
      function: "twice_f64", value: 0.3, type: "f64", others: ["at-least": 0.7], complaint: "the function gave 0.6"),
  ]

  @Test(arguments: healths) func aHealthCheckReportsTheFirstAnswer(_ health: Health) async throws {
    let arguments: [JSONValue] = [["type": health.type, "value": health.value]]
    let settings = try FunctionLibrary.settings(health.function, arguments, returns: health.type, health.others)
    let complaint = health.complaint
    let monitor = try await stage("FunctionMonitor", settings)
    let (events, heard) = AsyncStream.makeStream(of: Event.self)
    let observing = Task { [work] in
      try await PluginMonitor(monitor, observing: work).observe(from: []) { batch throws(StageFailure) in
        for event in batch.events { heard.yield(event) }
      }
    }
    var first: Event?
    for await event in events {
      first = event
      break
    }
    observing.cancel()
    try await observing.value
    let event = try #require(first)
    #expect(event.message == (complaint.map { "unhealthy: \($0), 1 times in a row" } ?? "healthy"))
    #expect(event.signal == (complaint == nil ? .health : .error))
    #expect(event.source == "function" && event.service == "shop")
  }
}
