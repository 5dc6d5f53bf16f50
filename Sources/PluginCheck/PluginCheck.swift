import Glibc
import Healing
import PluginHost
public import SystemCalls

/// The validator: tries every rule of the contract on a library, each in a process of its own.
public struct PluginCheck: Sendable {
  /// The library.
  public let library: String
  /// The program `homeostasis-runner`, which the checks run in.
  public let runner: String
  /// Settings as JSON that the instances are made with; nil: the schema's first example, or none.
  public var settings: String?
  /// What its calls are about, and what it is granted there.
  public var service = CheckedService.none
  /// For what is drawn by chance; the same seed draws the same.
  public var seed: UInt64
  /// Names of the checks that are wanted; empty: all.
  public var only: Set<String> = []

  /// Checks nothing yet.
  public init(library: String, runner: String, seed: UInt64) {
    self.library = library
    self.runner = runner
    self.seed = seed
  }

  /// All checks: name, and what is tried.
  public static var names: [(name: String, summary: String)] { Check.all.map { ($0.name, $0.summary) } }

  /// Runs the checks one after the other, and tells each outcome when it is there. Blocks.
  /// - Throws: when no process can be started.
  public func run(_ tell: (CheckOutcome) -> Void = { _ in }) throws(SystemError) -> [CheckOutcome] {
    if library.hasSuffix(".py") { return ScriptCheck(self).run(tell) }
    let folder = try Files.temporaryFolder("homeostasis-check")
    defer { try? Files.remove(folder) }  // It is temporary anyway.
    var (outcomes, gate): ([CheckOutcome], String?) = ([], nil)
    for check in Check.all where only.isEmpty || only.contains(check.name) || check.isGate {
      var outcome = CheckOutcome(name: check.name, result: .skipped, detail: "mend \(gate ?? "") first", seconds: 0)
      if gate == nil { outcome = try run(check, folder) }
      if check.isGate && (outcome.isDefect || (outcome.result == .skipped && gate == nil)) && gate == nil {
        gate = check.name
      }
      guard only.isEmpty || only.contains(check.name) else { continue }
      outcomes.append(outcome)
      tell(outcome)
    }
    return outcomes
  }

  private func run(_ check: Check, _ folder: String) throws(SystemError) -> CheckOutcome {
    let (read, write) = try OwnedFile.pipe()
    let (line, files) = try ServiceLine.make()
    var request = request(check, folder)
    request.files = [3: write, 4: files.socket, 5: files.memory]
    var command = Command(request)
    command.wallLimit = .seconds(30)
    let services = service.open()
    let worker = WorkerThread(name: "services")
    worker.perform { line.serve(services) }
    defer { line.close() }
    let started = ContinuousClock.now
    let ending = try command.run()
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    try read.setNonBlocking(true)
    let report = (try? read.read(1 << 16)) ?? []  // Nothing to read: it died before it could tell.
    // A report that is no JSON was not written by the check, but by the plugin.
    if let outcome = try? JSON.decode(CheckOutcome.self, from: report), ending.reason == .exit { return outcome }
    return died(check, ending, seconds)
  }

  private func request(_ check: Check, _ folder: String) -> SpawnRequest {
    let order = CheckOrder(
      check: check.name, library: library, folder: folder, settings: settings, seed: seed, service: service.description,
      granted: service.granted)
    var request = SpawnRequest(
      runner, [CheckProcess.word, CheckBench.text(order)],
      environment: ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no", "LANG": "C.UTF-8"], directory: folder)
    request.limits[Int32(RLIMIT_CORE.rawValue)] = 0
    return request
  }

  private func died(_ check: Check, _ end: Command.Result, _ seconds: Double) -> CheckOutcome {
    let how: String
    switch end.reason {
    case .wall: how = "it did not end within 30 s"
    case .signal:
      let name = end.ending.signal.flatMap { strsignal($0) }.map { String(cString: $0) } ?? "a signal"
      how = "\(check.whenCrashed) (\(name))"
    default: how = "\(check.whenCrashed) (exit status \(end.ending.code ?? 0))"
    }
    return CheckOutcome(
      name: check.name, result: end.reason == .wall ? .failed : .crashed, detail: how, seconds: seconds)
  }
}
