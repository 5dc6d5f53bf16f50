import Glibc
import Healing
import HealingRuntime
import SystemCalls

extension Commands {
  static let heal = CommandDescription(
    name: "heal", summary: "find and prove a patch for a failing program, offline",
    options: [
      OptionDescription(name: "--source", value: "DIR", summary: "the program's source tree (default: here)"),
      OptionDescription(
        name: "--test", value: "CMD",
        summary: "runs its tests, by sh -c in a copy of the tree (default: found in the tree)"),
      OptionDescription(name: "--trace", value: "FILE", summary: "a log with the trace of the failure"),
      OptionDescription(name: "--language", value: "ID", summary: "the language pack (default: found from the files)"),
      OptionDescription(name: "--budget", value: "TIME", summary: "the longest it may take: 30s, 2m (default: 120s)"),
      OptionDescription(
        name: "--jobs", value: "N", summary: "how many candidates are tried at once in a long search (default: 1)"),
      OptionDescription(name: "--explain", value: nil, summary: "tell what became of every candidate"),
      OptionDescription(name: "--apply", value: nil, summary: "write the accepted patch into the tree"),
      .healed,
    ],
    examples: [
      "homeostasis heal --source . --test 'python3 -m pytest -q'",
      "homeostasis heal --source . --test 'python3 -m unittest' --budget 60s --apply --output json",
      "homeostasis heal --source . --output patch | git am",
    ]
  ) { invocation throws(CommandFailure) in
    do throws(CommandFailure) {
      try invocation.noOperands()
      return try await healed(healRequest(invocation), invocation)
    } catch {
      // Whoever reads the object finds one, whatever went wrong.
      if ["json", "sarif"].contains(invocation["--output"]) {
        let reason = error.code == .timeout ? "budget" : error.message
        try write(HealReport(.none, reason), invocation["--source"] ?? ".", invocation)
      }
      throw error
    }
  }

  private static func healed(
    _ request: HealRequest, _ invocation: Invocation
  ) async throws(CommandFailure) -> ExitCode {
    var report: HealReport
    do throws(StageFailure) {
      report = try await OneShotHealing(request) { Terminal.error(Terminal.harmless($0)) }.run()
    } catch { throw CommandFailure(error) }
    report.explains = invocation.has("--explain")
    try write(report, request.source, invocation)
    return report.outcome == .accepted ? .done : .failed
  }

  private static func write(
    _ report: HealReport, _ source: String, _ invocation: Invocation
  ) throws(CommandFailure) {
    switch invocation["--output"] {
    case "json": try Output.json(report)
    case "sarif":
      // A tree that is gone meanwhile keeps the name that it was called by.
      let log = SARIFLog(report, root: (try? Files.resolve(source)) ?? source)
      let json: JSONValue
      do throws(StageFailure) { json = try log.json() } catch { throw CommandFailure(error) }
      try Output.json(json)
    case "patch":
      if let patch = MailedPatch(report, test: invocation["--test"]) {
        Terminal.out(patch.text(now: Int(time(nil))))
      } else {
        Terminal.error("\(report.outcome.rawValue): \(report.reason)")
      }
    default: Terminal.out(HealPage(report).text)
    }
  }

  private static func healRequest(_ invocation: Invocation) throws(CommandFailure) -> HealRequest {
    let source = invocation["--source"] ?? "."
    guard Files.isFolder(source) else { throw CommandFailure(.notFound, "there is no folder \(source)") }
    var request = HealRequest(source: source)
    request.test = invocation["--test"]
    request.language = invocation["--language"]
    request.apply = invocation.has("--apply")
    request.jobs = try count(invocation, "--jobs")
    if let text = invocation["--budget"] {
      guard let budget = Budget.read(text) else {
        throw CommandFailure(.usage, "homeostasis heal: --budget is a time such as 500ms, 30s or 2m, not “\(text)”")
      }
      request.budget = budget
    }
    if let path = invocation["--trace"] {
      guard Files.exists(path) else { throw CommandFailure(.notFound, "there is no file \(path)") }
      do throws(SystemError) { request.trace = try Files.text(path) } catch {
        throw CommandFailure(error, doing: "the trace cannot be read")
      }
    }
    return request
  }
}

extension CommandFailure {
  init(_ failure: StageFailure) {
    let code: ExitCode =
      switch failure.code {
      case "stale-source": .refused
      case "heal.source": .notFound
      default: failure.kind == .timeout ? .timeout : failure.kind == .denied ? .refused : .failed
      }
    self.init(code, failure.description)
  }
}
