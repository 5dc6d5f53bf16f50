import Healing
import HealingRuntime
import SystemCalls

extension Commands {
  static let repairBench = CommandDescription(
    name: "repair-bench", summary: "heal every program of a folder, and count the patches that are right",
    operands: "DIR",
    options: [
      OptionDescription(
        name: "--work", value: "DIR",
        summary: "keep results there, and go on behind those that it has (default: a folder that goes with the run)"),
      OptionDescription(name: "--budget", value: "TIME", summary: "for each case: 30s, 2m (default: 120s)"),
      OptionDescription(name: "--jobs", value: "N", summary: "how many cases at once (default: 1)"),
      .output,
    ],
    examples: ["homeostasis repair-bench Tests/Corpus/python --work /tmp/bench --budget 60s --jobs 2"]
  ) { invocation throws(CommandFailure) in
    let (bench, temporary) = try bench(invocation)
    // A folder for this run alone; the next sweep of the temporary folder takes what is left.
    defer { if temporary { try? Files.remove(bench.work) } }
    let outcome = Outcome()
    try await Interrupts.untilFirst {
      do throws(StageFailure) {
        await outcome.set(.success(try await bench.run { Terminal.error(Terminal.harmless(RepairPage.line($0))) }))
      } catch {
        await outcome.set(.failure(error))
      }
    }
    let report: RepairReport
    switch await outcome.value {
    case .success(let done)?: report = done
    case .failure(let error)?: throw CommandFailure(error)
    case nil: throw CommandFailure(.failed, "the run did not come to its end")
    }
    if invocation.wantsJSON { try Output.json(report) } else { Terminal.out(RepairPage(report).text) }
    let all = try cases(of: bench.folder)
    if report.cases.count == all { return .done }
    throw CommandFailure(.failed, "interrupted after \(report.cases.count) of \(all) cases; --work goes on behind them")
  }

  private actor Outcome {
    private(set) var value: Result<RepairReport, StageFailure>?
    func set(_ result: Result<RepairReport, StageFailure>) { value = result }
  }

  private static func cases(of folder: String) throws(CommandFailure) -> Int {
    do throws(StageFailure) { return try RepairBench.count(in: folder) } catch { throw CommandFailure(error) }
  }

  private static func bench(_ invocation: Invocation) throws(CommandFailure) -> (RepairBench, temporary: Bool) {
    let given = try invocation.operand("DIR")
    guard Files.isFolder(given) else { throw CommandFailure(.notFound, "there is no folder \(given)") }
    var budget = Duration.seconds(120)
    if let text = invocation["--budget"] {
      guard let read = Budget.read(text) else {
        throw CommandFailure(.usage, "homeostasis repair-bench: --budget is a time such as 30s or 2m, not “\(text)”")
      }
      budget = read
    }
    let jobs = try count(invocation, "--jobs")
    let (folder, work): (String, String)
    do throws(SystemError) {
      folder = try Files.resolve(given)
      if let named = invocation["--work"] {
        work = try whole(named)
      } else {
        work = try Files.temporaryFolder("homeostasis-repair")
      }
    } catch {
      throw CommandFailure(error, doing: "the folder cannot be used")
    }
    if "\(work)/".hasPrefix("\(folder)/") {
      throw CommandFailure(.usage, "homeostasis repair-bench: --work may not lie in \(folder), which is only read")
    }
    return (RepairBench(folder: folder, work: work, budget: budget, jobs: jobs), invocation["--work"] == nil)
  }

  static func count(_ invocation: Invocation, _ option: String) throws(CommandFailure) -> Int {
    guard let text = invocation[option] else { return 1 }
    guard let number = Int(text), (1...64).contains(number) else {
      throw CommandFailure(.usage, "homeostasis \(invocation.path): \(option) is a number from 1 to 64, not “\(text)”")
    }
    return number
  }

  /// The path without links, of which the end may not exist yet.
  private static func whole(_ path: String) throws(SystemError) -> String {
    var existing = path.hasPrefix("/") ? path : "\(try Files.resolve("."))/\(path)"
    var rest = ""
    while !Files.exists(existing) {
      rest = "/\(Files.name(of: existing))\(rest)"
      existing = Files.parent(of: existing)
    }
    return try Files.resolve(existing) + rest
  }
}
