import Glibc
import Healing
import SystemCalls

/// Heals one case in a process of its own.
struct RepairTrial: Sendable {
  let item: RepairCase
  /// For copies of the tree; made here.
  let folder: String
  /// Takes what the process told on the way.
  let log: String
  let budget: Duration

  /// Nil when it was interrupted.
  func run() async -> RepairResult? {
    let stopped = StopFlag()
    let thread = WorkerThread(name: "repair-trial")
    let healed = await withTaskCancellationHandler {
      await thread.run { Result { () throws(SystemError) in try heal(stopped) } }
    } onCancel: {
      stopped.raise()
    }
    if stopped.isRaised { return nil }
    switch healed {
    case .failure(let error): return failed("\(error)", 0, 0)
    case .success(let ended): return await paced(await judged(read(ended)))
    }
  }

  private func heal(_ stopped: StopFlag) throws(SystemError) -> Command.Result {
    try FolderCopy.copy(item.source, to: "\(folder)/source")
    var arguments = ["heal", "--source", "\(folder)/source", "--test", item.test, "--output", "json"]
    arguments += ["--budget", "\(Int(budget / .milliseconds(1)))ms"]
    if let trace = item.trace { arguments += ["--trace", trace] }
    var request = SpawnRequest(try Files.resolve("/proc/self/exe"), arguments, environment: Self.environment)
    request.deathSignal = SIGKILL
    var command = Command(request)
    // The budget is kept by the process itself; this is for one that cannot any more.
    command.wallLimit = budget + .seconds(60)
    command.stop = { stopped.isRaised }
    let ended = try command.run()
    try Files.replace(log, with: ended.errors)
    return ended
  }

  private func read(_ ended: Command.Result) -> RepairResult {
    let (seconds, processor) = (Self.rounded(ended.wall), Self.rounded(ended.ending.cpu))
    guard ended.reason == .exit, let report = try? JSON.decode(JSONValue.self, from: ended.output) else {
      let last = ended.errorText.split(separator: "\n").last ?? "it said nothing"
      return failed("\(ended.reason.rawValue): \(last)", seconds, processor)
    }
    return RepairResult(
      name: item.name, family: item.family, outcome: report["outcome"]?.text ?? "error", correct: nil,
      reason: report["reason"]?.text ?? "", candidates: Int(report["candidates"]?.integer ?? 0), seconds: seconds,
      processorSeconds: processor, locations: report["locations"]?.array ?? [],
      patch: report["patch"]?["diff"]?.text, template: report["patch"]?["template"]?.text)
  }

  private func judged(_ result: RepairResult) async -> RepairResult {
    guard result.isPlausible, let diff = result.patch, item.judge != nil else { return result }
    var result = result
    let judge = RepairJudge(item: item, folder: "\(folder)/judge", limit: .seconds(300))
    do throws(StageFailure) {
      do throws(SystemError) { try Files.makeFolder("\(folder)/judge") } catch {
        throw StageFailure(.failed, code: "bench.judge", place: item.name, message: "\(error)")
      }
      result.correct = try await judge.agrees(with: diff)
    } catch {
      result.reason = "accepted, but could not be judged: \(error)"
    }
    return result
  }

  /// What a run of the tests costs, warm and cold, on the tree as it was given.
  private func paced(_ result: RepairResult) async -> RepairResult {
    var result = result
    do throws(StageFailure) {
      do throws(SystemError) { try Files.makeFolder("\(folder)/pace") } catch { return result }
      var request = HealRequest(source: "\(folder)/source")
      request.test = item.test
      let suite = try TreeSuite(request, workingIn: "\(folder)/pace")
      (result.warmRuns, result.coldRuns) = try await suite.pace(runs: 10, limit: .seconds(20))
    } catch {
      // Not measured: the case itself has its result.
    }
    return result
  }

  private func failed(_ why: String, _ seconds: Double, _ processor: Double) -> RepairResult {
    RepairResult(
      name: item.name, family: item.family, outcome: "error", correct: nil, reason: why, candidates: 0,
      seconds: seconds, processorSeconds: processor, locations: [], patch: nil, template: nil)
  }

  /// In seconds, to the millisecond.
  private static func rounded(_ time: Duration) -> Double { (time / .milliseconds(1)).rounded() / 1_000 }

  /// What this process was started with.
  private static var environment: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      entry += 1
    }
    return variables
  }
}
