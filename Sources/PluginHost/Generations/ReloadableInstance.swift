import Glibc
public import Healing
public import PluginBridge
import Synchronization

/// The instance of one stage over all generations of its plugin. Calls pass through a gate; a reload closes it, lets the
/// calls inside end, hands the state over and opens it again, so that a caller only waits.
///
/// In the probation of a new generation a call that fails is given to the old one, which stands ready: the caller gets
/// the old one's answer, and the new one is taken back when it happens too often.
public final class ReloadableInstance: PluginInstance {
  /// Name of the stage.
  let stage: String
  /// The service that the stage works for; empty: none.
  let service: String
  /// As JSON.
  let settings: String
  let place: PluginPlace
  let grants: Grants
  private let line: GenerationLine
  private let known: PluginDescription
  let gate = GenerationGate()
  let state: Mutex<State>

  struct State {
    /// In service; nil while the plugin is in quarantine and nothing can take its place.
    var current: Generation?
    /// The last good one, drained, while `current` is watched.
    var before: Generation?
    var memory = StartMemory()
    var replays = ReplayMemory()
    /// What a monitor hands over while it is drained goes where its last poll's batches went.
    var emit: (@Sendable (RecordBatch, Bool) -> EmitAnswer)?
    /// Ends the poll that is under way.
    var interrupt: (@Sendable () -> Void)?
    var isSwitching = false
    /// Why there is no `current`.
    var refusal: StageFailure?
    var isRetired = false
    /// Records that are not given to the bytes they have ended, by function and id.
    var aside: [String: SetAside] = [:]
  }

  init(
    _ order: SeatOrder, _ line: GenerationLine, _ known: PluginDescription, _ current: Generation?,
    _ refusal: StageFailure?
  ) {
    stage = order.stage
    service = order.service
    settings = order.settings
    place = order.place
    grants = order.grants
    self.line = line
    self.known = known
    state = Mutex(State(current: current, refusal: refusal))
  }

  /// Of the generation in service.
  public var description: PluginDescription { state.withLock { $0.current }?.instance.description ?? known }

  /// Waits while a reload hands over. A call that ends a generation is repeated by the one that takes its place.
  /// - Throws: `plugin.quarantined` while there is none; else as the instance of the generation in service.
  public func perform(
    _ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall
  ) async throws(StageFailure) -> PluginAnswer {
    state.withLock { $0.memory.saw(verb, input, call) }
    var attempt = call
    // Each round has another generation: at most the new, the old, and what takes the place of both.
    for _ in 0..<3 {
      guard await gate.enter() else { throw Self.retired(stage) }
      let (current, before, refusal) = state.withLock { ($0.current, $0.before, $0.refusal) }
      guard let current else {
        gate.leave()
        throw refusal ?? Self.retired(stage)
      }
      let trial = Trial(seat: self, line: line, current: current, before: before)
      let result = await trial.perform(verb, input, attempt)
      gate.leave()
      switch result {
      case .success(let answer):
        await trial.judge()
        return answer
      case .failure(let error):
        if let answer = try await trial.afterFailure(error, verb, input, attempt) { return answer }
        attempt = call.again(attempt: attempt.attempt + 1)
      }
    }
    throw StageFailure(.crashed, code: "plugin.no-generation", place: stage, message: "no generation could do it")
  }

  /// Answers and proofs only: what a deployer was told to do must be told again, whatever happened before.
  public func refusal(of record: String, _ verb: PluginVerb) -> StageFailure? {
    guard verb.raisesCandidates else { return nil }
    let (known, hash) = state.withLock { ($0.aside["\(verb)/\(record)"], $0.current?.library.hash) }
    guard let known, known.hash == hash else { return nil }
    return Self.setAside(known, .failed)
  }

  /// Counts it in the history, and does not give it to the same bytes again.
  public func setAside(_ record: String, _ verb: PluginVerb, _ failure: StageFailure) async -> StageFailure {
    let current = state.withLock { $0.current }
    let aside = SetAside(
      plugin: known.id, hash: current?.library.hash ?? "", stage: stage, record: record, verb: "\(verb)",
      reason: "\(failure.message)", at: line.now)
    remember(aside)
    await line.setAside(aside, current?.number ?? 0)
    return failure.code == "plugin.quarantined" ? failure : Self.setAside(aside, failure.kind)
  }

  func remember(_ aside: SetAside) {
    state.withLock { state in
      // More than the ledger keeps are not remembered here either.
      if state.aside.count >= GenerationLedger.asidesKept { state.aside.removeAll() }
      state.aside["\(aside.verb)/\(aside.record)"] = aside
    }
  }

  private static func setAside(_ aside: SetAside, _ kind: StageFailure.Kind) -> StageFailure {
    StageFailure(
      kind, code: "plugin.set-aside", place: aside.stage,
      message:
        "record \(aside.record) is set aside, because it ended \(aside.plugin) twice (\(aside.reason)); it is tried "
        + "again with a new version, or after `homeostasis plugin release \(aside.plugin)`")
  }

  /// Retires all generations.
  public func retire() async {
    gate.shut()
    let (current, before) = state.withLock { state in
      defer {
        state.before = nil
        state.isRetired = true
      }
      return (state.current, state.before)
    }
    await line.leave(self)
    await before?.retire()
    await current?.retire()
  }

  private static func retired(_ stage: String) -> StageFailure {
    StageFailure(.cancelled, code: "plugin.retired", place: stage, message: "the stage was ended")
  }
}

/// What a stage is loaded with.
public struct SeatOrder: Sendable {
  /// Name of the stage.
  public var stage: String
  /// The service that it works for; empty: none.
  public var service: String
  /// As JSON, checked by the plugin's schema.
  public var settings: String
  /// Where it runs.
  public var place: PluginPlace
  /// What its plugin may do.
  public var grants: Grants

  /// Everything that the generations of one stage have in common.
  public init(stage: String, service: String, settings: String, place: PluginPlace, grants: Grants = Grants()) {
    self.stage = stage
    self.service = service
    self.settings = settings
    self.place = place
    self.grants = grants
  }
}
