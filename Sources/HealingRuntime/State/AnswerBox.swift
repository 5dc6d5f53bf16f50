import Digest
import Glibc
public import Healing
import SystemCalls

/// Where people's answers are put for the host: a folder of the state, a file for each. Who may write there may answer;
/// the folder is the owner's alone.
///
/// `ID.json` is posted and nobody's yet, `ID.taken` is being looked at, `ID.done` is the host's receipt. Each step is one
/// rename, so that an answer is taken once or withdrawn, and never both.
public struct AnswerBox: Sendable {
  let folder: String

  /// The box of a state; it need not exist.
  public init(_ place: StatePlace) { folder = "\(place.folder)/answers" }

  /// How often the host looks, and how often who waits does.
  static let pace: Duration = .milliseconds(250)

  /// How much longer is waited for the receipt of an answer that a host has taken.
  private static let grace: Duration = .seconds(5)

  /// Removes what a host that was killed has left: its half-taken answers, and receipts that nobody waits for.
  func sweep() {
    for name in (try? Files.list(folder)) ?? [] where name.hasSuffix(".taken") || name.hasSuffix(".done") {
      unlink("\(folder)/\(name)")
    }
  }

  /// Posts an answer and waits for the host's receipt. Nil: no host took it in time, and it is withdrawn.
  public func post(_ answer: PostedAnswer, within limit: Duration) async throws(StageFailure) -> AnswerReceipt? {
    let id = String(SHA256.hex(of: "\(answer) \(getpid()) \(ContinuousClock.now)").prefix(16))
    try write(answer, "\(id).json")
    let end = ContinuousClock.now + limit
    while true {
      if let receipt: AnswerReceipt = try read("\(id).done") {
        unlink("\(folder)/\(id).done")
        return receipt
      }
      let isLate = ContinuousClock.now >= end || Task.isCancelled
      if isLate, unlink("\(folder)/\(id).json") == 0 { return nil }
      // Where a host has it already the receipt comes, unless that host dies this very moment.
      if Task.isCancelled || ContinuousClock.now >= end + Self.grace { return nil }
      try? await Task.sleep(for: Self.pace)  // Throws only when cancelled, which is looked at above.
    }
  }

  /// The answers that wait; each is handed to `decide` once, and its receipt is put out.
  func settle(_ decide: (PostedAnswer) async -> AnswerReceipt) async throws(StageFailure) {
    // Before the first answer there is no folder.
    for name in (try? Files.list(folder).sorted()) ?? [] where name.hasSuffix(".json") {
      let id = name.dropLast(5)
      // Who posted it may have withdrawn it.
      guard rename("\(folder)/\(name)", "\(folder)/\(id).taken") == 0 else { continue }
      defer { unlink("\(folder)/\(id).taken") }
      let receipt: AnswerReceipt
      do throws(StageFailure) {
        guard let answer: PostedAnswer = try read("\(id).taken") else { continue }
        receipt = await decide(answer)
      } catch {
        receipt = AnswerReceipt(counts: false, words: error.message)
      }
      try write(receipt, "\(id).done")
    }
  }

  private func write(_ value: some Encodable, _ name: String) throws(StageFailure) {
    do {
      try Files.makeFolder(folder, mode: 0o700)
      try Files.replace("\(folder)/\(name)", with: Array(JSON.bytes(value)), mode: 0o600)
    } catch {
      throw StageFailure(
        .failed, code: "answer.unwritable", place: folder, message: "the answer cannot be put down: \(error)")
    }
  }

  /// Nil: there is no such file.
  private func read<Value: Decodable>(_ name: String) throws(StageFailure) -> Value? {
    guard Files.exists("\(folder)/\(name)") else { return nil }
    do {
      return try JSON.decode(from: Files.read("\(folder)/\(name)", limit: 64 << 10))
    } catch {
      throw StageFailure(.invalid, code: "answer.unreadable", place: name, message: "this is no answer: \(error)")
    }
  }
}
