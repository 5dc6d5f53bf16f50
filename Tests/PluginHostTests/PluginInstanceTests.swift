import Glibc
import Healing
import PluginHost
import SystemCalls
import TestSupport
import Testing

/// The same plugins behave the same in the host and in a runner.
@Suite struct PluginInstanceTests {
  enum Place: CaseIterable { case host, runner }

  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func analyzer(_ id: String, _ library: String, _ place: Place, settings: String = "{}") async throws
    -> PluginAnalyzer
  {
    let staged = try PluginStaging(folder: "\(folder.path)/staged").stage(library)
    let instance: any PluginInstance =
      switch place {
      case .host: try await HostedInstance(id, library: staged, settings: settings) { _, _, _ in }
      case .runner:
        try await RunnerInstance(
          id, library: staged, settings: settings, runner: Built.product("homeostasis-runner")
        ) { _, _, _ in }
      }
    return PluginAnalyzer(PluginStage(id: "test/\(id)", instance: instance, timeout: .seconds(2)) { _ in NoServices() })
  }

  private func incident(_ type: String?) -> Incident {
    Incident(
      id: "i1", parent: "e1", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: "it broke",
      type: type, firstSeen: .unknown, lastSeen: .unknown,
      frames: [StackFrame(file: "a.py", line: 3, symbol: "f", project: true)])
  }

  private let work = Work(id: "w1", service: ServiceDescription(name: "shop", language: "python", root: "/"))

  @Test(arguments: Place.allCases) func aPluginInCAnswers(_ place: Place) async throws {
    let library = try CompiledPlugin.c("\(Built.root)/plugin-sdk/templates/c/analyzer.c", into: folder)
    let stage = try await analyzer("org.example.analyzer", library, place)
    let diagnoses = try await stage.analyze(incident("KeyError"), work)
    #expect(diagnoses.count == 1)
    #expect(
      diagnoses.first?.category == "KeyError" && diagnoses.first?.parent == "i1" && diagnoses.first?.cause == "it broke"
    )
    #expect(diagnoses.first?.id.isEmpty == false)
  }

  /// Another child of this process could otherwise not be waited for without looking at this one.
  @Test func aRunnerThatNobodyRetiresLeavesNoProcess() async throws {
    let library = try CompiledPlugin.c("\(Built.root)/plugin-sdk/templates/c/analyzer.c", into: folder)
    let before = try Self.children()
    _ = try await analyzer("org.example.analyzer", library, .runner).analyze(incident("KeyError"), work)
    let end = ContinuousClock.now + .seconds(30)
    while try Self.children().subtracting(before).isEmpty == false, ContinuousClock.now < end { sched_yield() }
    #expect(try Self.children().subtracting(before) == [])
  }

  /// Processes of this process that run or were not waited for.
  private static func children() throws -> Set<String> {
    Set(
      try Files.list("/proc").filter { process in
        // One that ends meanwhile cannot be read. Behind the name: the state and the parent.
        guard Int32(process) != nil, let text = try? Files.text("/proc/\(process)/stat"),
          let name = text.lastIndex(of: ")")
        else { return false }
        return text[name...].split(separator: " ").dropFirst(2).first == "\(getpid())"
      })
  }

  @Test(arguments: Place.allCases) func aPluginInSwiftAnswers(_ place: Place) async throws {
    let stage = try await analyzer(
      "org.example.sample-analyzer", Built.plugin("SampleAnalyzer"), place, settings: #"{"confidence": 0.5}"#)
    let diagnoses = try await stage.analyze(incident("KeyError"), work)
    #expect(diagnoses.first?.confidence == 0.5 && diagnoses.first?.category == "KeyError")
    let failure = await #expect(throws: StageFailure.self) { try await stage.analyze(incident(nil), work) }
    #expect(failure?.kind == .unsupported && failure?.code == "sample.no-class")
  }

  @Test(arguments: Place.allCases, ["wrong-kind", "wrong-schema", "huge-count"])
  func aBatchThatBreaksTheContractIsRefused(_ place: Place, _ defect: String) async throws {
    let stage = try await misbehaving(place)
    let failure = await #expect(throws: StageFailure.self) { try await stage.analyze(incident(defect), work) }
    #expect(failure?.kind == .invalid)
    #expect(try await stage.analyze(incident("well"), work).count == 1)
  }

  @Test(arguments: Place.allCases) func aCallThatIsCancelledEndsSoon(_ place: Place) async throws {
    let stage = try await misbehaving(place)
    let task = Task { try await stage.analyze(incident("wait"), work) }
    task.cancel()
    let started = ContinuousClock.now
    await #expect(throws: StageFailure.self) { try await task.value }
    #expect(ContinuousClock.now - started < .seconds(1))
  }

  @Test(arguments: ["crash", "abort", "leave", "garbage", "poisoned"])
  func aPluginThatDiesInARunnerIsBackWithinASecond(_ how: String) async throws {
    let stage = try await misbehaving(.runner)
    let failure = await #expect(throws: StageFailure.self) { try await stage.analyze(incident(how), work) }
    #expect(failure?.kind == .crashed)
    let started = ContinuousClock.now
    #expect(try await stage.analyze(incident("well"), work).count == 1)
    #expect(ContinuousClock.now - started < .seconds(1))
  }

  @Test func workThatACrashInterruptedIsDoneOnceMore() async throws {
    let stage = try await misbehaving(.runner)
    #expect(try await stage.analyze(incident("crash-once"), work).first?.category == "crash-once")
  }

  @Test func aPluginThatHangsInARunnerIsEnded() async throws {
    let stage = try await misbehaving(.runner)
    var short = work
    short.timeout = .milliseconds(200)
    let failure = await #expect(throws: StageFailure.self) { try await stage.analyze(incident("hang"), short) }
    #expect(failure?.kind == .timeout)
    #expect(try await stage.analyze(incident("well"), work).count == 1)
  }

  private func misbehaving(_ place: Place) async throws -> PluginAnalyzer {
    let library = try CompiledPlugin.c("\(Built.root)/Tests/Fixtures/Plugins/misbehaving.c", into: folder)
    return try await analyzer("org.example.misbehaving", library, place)
  }
}
