import Digest
import Glibc
public import Healing
import SystemCalls

/// Where what people want is put for the host: a folder of the state, a file for each wish. Who may write there may
/// command; the folder is the owner's alone.
///
/// `ID.json` is posted and nobody's yet, `ID.taken` is being looked at, `ID.done` is the host's receipt. Each step is one
/// rename, so that a wish is taken once or withdrawn, and never both.
public struct PostBox<Posted: Codable & Sendable>: Sendable {
  let folder: String
  /// How much longer is waited for the receipt of a wish that a host has taken.
  private let grace: Duration

  init(folder: String, grace: Duration) {
    self.folder = folder
    self.grace = grace
  }

  /// How often the host looks, and how often who waits does.
  static var pace: Duration { .milliseconds(250) }

  /// Removes what a host that was killed has left: what is half taken, and receipts that nobody waits for.
  func sweep() {
    for name in (try? Files.list(folder)) ?? [] where name.hasSuffix(".taken") || name.hasSuffix(".done") {
      unlink("\(folder)/\(name)")
    }
  }

  /// Posts a wish and waits for the host's receipt. Nil: no host took it in time, and it is withdrawn.
  public func post(_ wish: Posted, within limit: Duration) async throws(StageFailure) -> AnswerReceipt? {
    let id = String(SHA256.hex(of: "\(wish) \(getpid()) \(ContinuousClock.now)").prefix(16))
    try write(wish, "\(id).json")
    let end = ContinuousClock.now + limit
    while true {
      if let receipt: AnswerReceipt = try read("\(id).done") {
        unlink("\(folder)/\(id).done")
        return receipt
      }
      let isLate = ContinuousClock.now >= end || Task.isCancelled
      if isLate, unlink("\(folder)/\(id).json") == 0 { return nil }
      // Where a host has it already the receipt comes, unless that host dies this very moment.
      if Task.isCancelled || ContinuousClock.now >= end + grace { return nil }
      try? await Task.sleep(for: Self.pace)  // Throws only when cancelled, which is looked at above.
    }
  }

  /// The wishes that wait; each is handed to `decide` once, and its receipt is put out.
  func settle(_ decide: (Posted) async -> AnswerReceipt) async throws(StageFailure) {
    // Before the first wish there is no folder.
    for name in (try? Files.list(folder).sorted()) ?? [] where name.hasSuffix(".json") {
      let id = name.dropLast(5)
      // Who posted it may have withdrawn it.
      guard rename("\(folder)/\(name)", "\(folder)/\(id).taken") == 0 else { continue }
      defer { unlink("\(folder)/\(id).taken") }
      let receipt: AnswerReceipt
      do throws(StageFailure) {
        guard let wish: Posted = try read("\(id).taken") else { continue }
        receipt = await decide(wish)
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
        .failed, code: "answer.unwritable", place: folder, message: "it cannot be put down: \(error)")
    }
  }

  /// Nil: there is no such file.
  private func read<Value: Decodable>(_ name: String) throws(StageFailure) -> Value? {
    guard Files.exists("\(folder)/\(name)") else { return nil }
    do {
      return try JSON.decode(from: Files.read("\(folder)/\(name)", limit: 64 << 10))
    } catch {
      throw StageFailure(
        .invalid, code: "answer.unreadable", place: name, message: "this is no \(Posted.self): \(error)")
    }
  }
}

/// Yes and no to patches.
public typealias AnswerBox = PostBox<PostedAnswer>

extension AnswerBox {
  /// The box of a state; it need not exist.
  public init(_ place: StatePlace) { self.init(folder: "\(place.folder)/answers", grace: .seconds(5)) }
}

/// What is to be done with plugins.
public typealias PluginBox = PostBox<PluginWish>

extension PluginBox {
  /// The box of a state; it need not exist. A reload that a host has begun is waited for.
  public init(_ place: StatePlace) { self.init(folder: "\(place.folder)/plugin-wishes", grace: .seconds(120)) }
}
