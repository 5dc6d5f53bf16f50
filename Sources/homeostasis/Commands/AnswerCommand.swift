import Glibc
import Healing
import HealingRuntime
import IncidentStore

/// Yes and no to a patch that waits for a person.
extension Commands {
  static let approve = CommandDescription(
    name: "approve", summary: "let a patch that waits for a person go into service", operands: "ID",
    options: [.config, .output, by],
    examples: ["homeostasis patches approve 9c01", "homeostasis patches approve 9c01 --by ada"]
  ) { invocation throws(CommandFailure) in try await say(.approve, invocation) }

  static let decline = CommandDescription(
    name: "decline", summary: "leave a patch out, or let one that the watch found worse be taken back", operands: "ID",
    options: [.config, .output, by, because],
    examples: ["homeostasis patches decline 9c01 --because 'hides the error'"]
  ) { invocation throws(CommandFailure) in try await say(.decline, invocation) }

  private static let because = OptionDescription(name: "--because", value: "TEXT", summary: "why")
  private static let by = OptionDescription(
    name: "--by", value: "NAME", summary: "who answers, where people share an account (default: your account)")

  @Sendable private static func say(
    _ word: PostedAnswer.Word, _ invocation: Invocation
  ) async throws(CommandFailure) -> ExitCode {
    let id = try invocation.operand("id of a patch")
    let person = invocation["--by"] ?? account
    let place = try invocation.statePlace()
    let overview: PatchOverview
    do throws(StoreFailure) { overview = try await place.reading().patch(id) } catch { throw CommandFailure(error) }
    guard let verdict = overview.verdict else {
      throw CommandFailure(
        .refused, "patch \(overview.patch.id.prefix(12)) has no verdict: only what was tested can be answered")
    }
    let answer = PostedAnswer(
      word, incident: overview.incident, patchHash: verdict.patchHash, base: overview.patch.base, by: person,
      reason: invocation["--because"] ?? "")
    let receipt: AnswerReceipt?
    do throws(StageFailure) { receipt = try await AnswerBox(place).post(answer, within: .seconds(5)) } catch {
      throw CommandFailure(error)
    }
    guard let receipt else {
      throw CommandFailure(
        .timeout, "no host took the answer within 5 seconds: start it with `homeostasis run`, then try again")
    }
    guard receipt.counts else { throw CommandFailure(.refused, Terminal.harmless(receipt.words)) }
    if invocation.wantsJSON {
      try Output.json(
        JSONValue.object(["patch": .string(overview.patch.id), "answer": .string(word.rawValue), "by": .string(person)])
      )
    } else {
      Terminal.line("\(word.rawValue)d by \(person): patch \(overview.patch.id.prefix(12)) of \(overview.service)")
    }
    return .done
  }

  /// The account that this runs under; behind sudo, the one that called it.
  static let account: String = {
    if getuid() == 0, let behind = getenv("SUDO_USER") { return String(cString: behind) }
    guard let account = getpwuid(getuid()) else { return "uid \(getuid())" }
    return String(cString: account.pointee.pw_name)
  }()
}
