import Dispatch
import Healing
import JSONSchema
import PluginBridge
import PluginHost
import Synchronization
import SystemCalls

/// The checks of a plugin that is a Python file. It has no tables and shares no memory, so that only what it says
/// matters; each check has a process of the plugin of its own.
struct ScriptCheck: Sendable {
  private let check: PluginCheck

  init(_ check: PluginCheck) { self.check = check }

  private typealias Body = @Sendable (ScriptCheck) async throws(Finding) -> String

  /// In the order of ``Check/all``; what is not here does not concern a script.
  private static let bodies: [String: Body] = [
    "descriptor": descriptor, "settings-schema": settingsSchema, "life": life, "unknown-key": unknownKey,
    "records": records, "odd-text": oddText, "empty-batch": emptyBatch, "large-batch": largeBatch, "busy": busy,
    "enough": enough, "stop": stop, "restart": restart,
  ]

  /// Blocks until all are done.
  func run(_ tell: (CheckOutcome) -> Void) -> [CheckOutcome] {
    var (outcomes, gate): ([CheckOutcome], String?) = ([], nil)
    for (name, _) in PluginCheck.names where check.only.isEmpty || check.only.contains(name) {
      var outcome = CheckOutcome(name: name, result: .skipped, detail: "does not concern a script", seconds: 0)
      if let body = Self.bodies[name] {
        if let gate { outcome.detail = "mend \(gate) first" } else { outcome = wait(name, body) }
        if outcome.isDefect && ["descriptor", "settings-schema", "life"].contains(name) { gate = name }
      }
      outcomes.append(outcome)
      tell(outcome)
    }
    return outcomes
  }

  private func wait(_ name: String, _ body: @escaping Body) -> CheckOutcome {
    let started = ContinuousClock.now
    let result = Mutex<CheckOutcome?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task {
      var outcome = CheckOutcome(name: name, result: .passed, detail: "", seconds: 0)
      do throws(Finding) { outcome.detail = try await body(self) } catch {
        outcome.result = error.result
        outcome.detail = error.detail
      }
      outcome.seconds = (ContinuousClock.now - started) / .seconds(1)
      result.withLock { [outcome] in $0 = outcome }
      done.signal()
    }
    done.wait()
    return result.withLock { $0 } ?? CheckOutcome(name: name, result: .failed, detail: "no result", seconds: 0)
  }

  /// For one call, as in a host.
  private var services: any HostServices { check.service.open() }

  /// Runs `body` with an instance that has been created and started, and ends it.
  private func with<Value: Sendable>(
    settings: String? = nil, _ body: (RunnerInstance) async throws(Finding) -> Value
  ) async throws(Finding) -> Value {
    let instance: RunnerInstance
    let folder: String
    do {
      folder = try Files.temporaryFolder("homeostasis-check")
      let staged = try PluginStaging(folder: folder).stage(check.library)
      instance = try await RunnerInstance(
        "", library: staged, settings: settings ?? check.settings ?? "{}", runner: check.runner,
        grants: check.service.grants
      ) { _, _, _ in }
    } catch {
      throw .failed("\(error)")
    }
    defer { try? Files.remove(folder) }  // It is temporary anyway.
    let result: Result<Value, Finding>
    do throws(Finding) {
      try await perform(.start, on: instance)
      result = .success(try await body(instance))
    } catch {
      result = .failure(error)
    }
    await instance.retire()
    return try result.get()
  }

  private func perform(_ verb: PluginVerb, on instance: RunnerInstance) async throws(Finding) {
    let context = [RecordBatch([check.service.description])]
    do throws(StageFailure) {
      _ = try await instance.perform(
        verb, nil, PluginCall(id: "\(verb)", timeout: .seconds(10), context: context, services: services))
    } catch {
      throw .failed("\(verb): \(error)")
    }
  }

  /// One call of the kind's first function; what it emitted, and how it ended.
  private func work(
    _ instance: RunnerInstance, _ input: RecordBatch, answer: EmitAnswer = .taken
  ) async -> (batches: [RecordBatch], emits: Int, end: StageFailure?) {
    let kind = instance.description.kind
    let emitted = Mutex<(batches: [RecordBatch], count: Int)>(([], 0))
    let call = PluginCall(
      id: "check", timeout: kind == .monitor ? .milliseconds(200) : .seconds(10),
      context: SampleRecords.context(for: kind, of: check.service.description), services: services,
      emit: { batch, _ in
        emitted.withLock {
          $0.batches.append(batch)
          $0.count += 1
        }
        return answer
      })
    let verb: PluginVerb =
      switch kind {
      case .monitor: .poll
      case .analyzer: .analyze
      case .patcher: .propose
      case .tester: .verify
      case .deployer: .prepare
      }
    var end: StageFailure?
    do throws(StageFailure) { _ = try await instance.perform(verb, input, call) } catch { end = error }
    let all = emitted.withLock { $0 }
    return (all.batches, all.count, end)
  }

  private func input(_ instance: RunnerInstance, _ count: Int) -> RecordBatch {
    SampleRecords.input(for: instance.description.kind, count: count)
  }

  private static func dead(_ end: StageFailure?, _ says: String) throws(Finding) {
    if let end, end.kind == .crashed || end.kind == .timeout { throw .failed("\(says): \(end)") }
  }
}

extension ScriptCheck {
  private static let descriptor: Body = { check async throws(Finding) in
    try await check.with { "\($0.description.id) \($0.description.version), \($0.description.runtime)" }
  }

  private static let settingsSchema: Body = { check async throws(Finding) in
    let document = try await check.with { $0.description.settingsSchema }
    guard let document else { return "it takes no settings" }
    do throws(InvalidSchema) { _ = try Schema(document) } catch { throw .failed("\(error)") }
    return "a JSON Schema"
  }

  private static let life: Body = { check async throws(Finding) in
    try await check.with { instance async throws(Finding) in
      let (batches, _, end) = await check.work(instance, check.input(instance, 1))
      try dead(end, "one plain call")
      if let end, end.kind == .failed { throw .failed("one plain call: \(end)") }
      return "\(batches.count) batches\(end.map { ": \($0)" } ?? "")"
    }
  }

  private static let unknownKey: Body = { check async throws(Finding) in
    let document = try await check.with { $0.description.settingsSchema }
    guard let document else { return "it takes no settings" }
    do throws(InvalidSchema) {
      if try Schema(document).check(.object(["no-such-key": .integer(1)])).contains(where: {
        $0.path == ["no-such-key"]
      }) {
        return "the schema refuses it"
      }
    } catch { throw .skipped("see settings-schema") }
    throw .failed("the schema takes any key: say \"additionalProperties\": False")
  }

  private static let records: Body = { check async throws(Finding) in
    try await check.with { instance async throws(Finding) in
      let input = check.input(instance, 3)
      let (batches, _, _) = await check.work(instance, input)
      for batch in batches {
        do throws(BridgeFailure) { try batch.check() } catch { throw .failed("\(error)") }
        guard instance.description.produces.contains(batch.schema) else {
          throw .failed("\(batch.schema) is emitted, which its kind does not produce")
        }
        if instance.description.kind == .analyzer,
          let row = batch.rows.first(where: { row in !input.rows.contains { $0.id == row.parent } })
        {
          throw .failed("a row has the parent “\(row.parent)”, which is no id of the input")
        }
      }
      return "\(batches.count) batches"
    }
  }

  private static let oddText: Body = { check async throws(Finding) in
    try await check.with { instance async throws(Finding) in
      for text in ["before\0after", "\u{FFFD}\u{FEFF}", "", String(repeating: "A", count: 1 << 20)] {
        var input = check.input(instance, 2)
        for row in input.rows.indices {
          input.rows[row].cells = input.rows[row].cells.map { if case .text = $0 { .text(text) } else { $0 } }
        }
        let (_, _, end) = await check.work(instance, input)
        try dead(end, "a text of \(text.utf8.count) odd bytes")
      }
      return "four texts"
    }
  }

  private static let emptyBatch: Body = { check async throws(Finding) in
    try await check.with { instance async throws(Finding) in
      if instance.description.kind == .monitor { throw .skipped("a monitor gets no batches") }
      let (batches, _, end) = await check.work(instance, check.input(instance, 0))
      try dead(end, "a batch without rows")
      if !batches.isEmpty { throw .failed("rows are emitted, about nothing") }
      return "nothing"
    }
  }

  private static let largeBatch: Body = { check async throws(Finding) in
    try await check.with { instance async throws(Finding) in
      if instance.description.kind == .monitor { throw .skipped("a monitor gets no batches") }
      let (batches, _, end) = await check.work(instance, check.input(instance, 2000))
      try dead(end, "2,000 rows")
      return "2,000 rows, \(batches.count) batches"
    }
  }

  private static let busy: Body = { check async throws(Finding) in
    try await check.with { instance async throws(Finding) in
      let (_, emits, end) = await check.work(instance, check.input(instance, 1), answer: .busy)
      if emits == 0 { throw .skipped("it emits nothing for the sample") }
      guard end != nil else { throw .failed("emit raised busy and the call ended well: do not swallow the Failure") }
      return "\(emits) tries"
    }
  }

  private static let enough: Body = { check async throws(Finding) in
    try await check.with { instance async throws(Finding) in
      let (_, emits, end) = await check.work(instance, check.input(instance, 5), answer: .enough)
      if emits == 0 { throw .skipped("it emits nothing for the sample") }
      if let end, end.kind != .cancelled { throw .failed("the host had enough, and the call failed: \(end)") }
      return "\(emits) batches"
    }
  }

  private static let stop: Body = { check async throws(Finding) in
    try await check.with { instance async throws(Finding) in
      let task = Task { await check.work(instance, check.input(instance, 2000)) }
      // The call has to be under way before it can be stopped.
      do { try await Task.sleep(for: .milliseconds(100)) } catch { throw .skipped("the check was cancelled") }
      let told = ContinuousClock.now
      task.cancel()
      let (_, _, end) = await task.value
      let late = ContinuousClock.now - told
      try dead(end, "it does not end when it is told to stop")
      if late > .seconds(1) { throw .failed("it went on for \(late.inMilliseconds) ms after it was told to stop") }
      if late > .milliseconds(100) { throw .warning("it went on for \(late.inMilliseconds) ms") }
      return "\(late.inMilliseconds) ms"
    }
  }

  private static let restart: Body = { check async throws(Finding) in
    try await check.with { instance async throws(Finding) in
      try await check.perform(.drain, on: instance)
      try await check.perform(.start, on: instance)
      return "start, drain, start"
    }
  }
}
