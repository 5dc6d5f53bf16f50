import CHomeostasisPlugin
import Healing
import JSONSchema
import PluginBridge
import Synchronization
import SystemCalls

/// A new generation: made beside the old one, proved, and put in its place.
extension GenerationLine {
  /// Loads what stands in the library's file now, and puts it into service under watch.
  /// - Parameters:
  ///   - because: who or what wants it, in words.
  ///   - mayBeLower: whether a version that was left behind may come back.
  /// - Returns: its entry.
  /// - Throws: why it was not put into service; then everything is as before. `reload.running` while another runs.
  func reload(because: String, mayBeLower: Bool = false) async throws(StageFailure) -> GenerationEntry {
    let resumed: Task<Void, Never>?
    switch phase {
    case .reloading, .rollingBack:
      throw StageFailure(
        .busy, code: "reload.running", place: id, message: "another reload of it is under way: try again when it ends")
    case .probation(let timer): resumed = timer
    case .steady: resumed = nil
    }
    phase = .reloading
    let staged: StagedLibrary
    do throws(PluginFailure) {
      if mayBeLower { try setup.staging.allowLower(library) }
      staged = try setup.staging.stage(library)
    } catch {
      phase = resumed.map { .probation($0) } ?? .steady
      throw StageFailure(error)
    }
    defer { staged.unlink() }
    var new = fresh(staged, await lastNumber() + 1)
    new.note(because, at: now)
    do throws(StageFailure) {
      let made = try await made(from: staged, &new)
      try await takeOver(made, &new)
    } catch {
      new.state = .refused
      new.note("refused: \(error)", at: now)
      store(new)
      tell(new.number, "refused, nothing has changed: \(error)", isWarning: true)
      phase = resumed.map { .probation($0) } ?? .steady
      throw error
    }
    resumed?.cancel()
    entered(new)
    return new
  }

  private func lastNumber() async -> Int {
    // A history that cannot be read is told when it is written.
    let stored = (try? setup.ledger.history(of: id))?.last?.number ?? 0
    return max(stored, entry?.number ?? 0)
  }

  /// It is in service now; what was watched before it is neither good nor bad.
  private func entered(_ new: GenerationEntry) {
    if var entry {
      if good == nil {
        good = entry
      } else {
        entry.state = .retired
        entry.note("generation \(new.number) came before its probation was over", at: now)
        store(entry)
      }
    }
    var new = new
    new.state = .probation
    entry = new
    store(new)
    tell(new.number, "in service, version \(new.version), on probation")
    let number = new.number
    let (period, patience) = (rules.period, rules.patience)
    phase = .probation(
      Task { [weak self] in
        for round in 1...max(1, patience) {
          // A cancelled sleep means that the probation was decided otherwise.
          do { try await Task.sleep(for: period) } catch { return }
          guard let self else { return }
          if await self.hasWorked || round == patience { return await self.hasProved(number, "its time was up") }
        }
      })
  }

  private var hasWorked: Bool {
    seats.contains { seat in
      seat.state.withLock { state in
        known.kind == .monitor || (state.current?.statistics.withLock { $0.good > 0 } ?? false)
      }
    }
  }

  /// One generation for each stage; all of them or none.
  private func made(
    from staged: StagedLibrary, _ entry: inout GenerationEntry
  ) async throws(StageFailure) -> [(ReloadableInstance, Generation)] {
    do throws(PluginFailure) {
      if !PythonPlugin.isOne(staged.path), let defect = try ELFInspection(path: staged.path).defects.first {
        throw PluginFailure(defect.code, library, defect.reason)
      }
    } catch {
      throw StageFailure(.invalid, code: error.code, place: library, message: error.reason)
    }
    guard !seats.isEmpty else {
      throw StageFailure(.invalid, code: "reload.unused", place: id, message: "no stage of the configuration uses it")
    }
    var made: [(ReloadableInstance, Generation)] = []
    do throws(StageFailure) {
      for seat in seats {
        if let record = try crashRecord(staged.hash, seat.settings), record.quarantinedAt != nil {
          throw StageFailure(quarantine: record, stage: seat.stage)
        }
        made.append((seat, try await born(staged, for: seat, &entry)))
      }
      return made
    } catch {
      for (_, generation) in made { await generation.retire() }
      throw error
    }
  }

  /// The new generation of one stage, after one in a process of its own has shown that it can be made.
  private func born(
    _ staged: StagedLibrary, for seat: ReloadableInstance, _ entry: inout GenerationEntry
  ) async throws(StageFailure) -> Generation {
    let first = try copy(staged)
    let trial: Generation
    do throws(StageFailure) {
      trial = Generation(
        entry.number, first, try await setup.maker.make(id, first, seat.settings, .process, seat.grants))
    } catch {
      first.unlink()
      throw error
    }
    do throws(StageFailure) {
      try check(trial.instance.description, seat)
      do throws(PluginFailure) { try setup.staging.confirm(staged, trial.instance.description) } catch {
        throw StageFailure(error)
      }
      entry.version = trial.instance.description.version
      _ = try await trial.instance.perform(.selfTest, nil, PluginCall(id: "self-test", timeout: rules.birth))
      entry.differences += try await shadow(trial, seat).prefix(10 - min(10, entry.differences.count))
      let own = trial.instance.description.mustHaveOwnProcess
      if own || seat.place == .process {
        try await trial.drain(nil, within: rules.birth)
        return trial
      }
      let library = try copy(staged)
      let hosted = Generation(
        entry.number, library, try await setup.maker.make(id, library, seat.settings, .host, seat.grants))
      await trial.retire()
      return hosted
    } catch {
      await trial.retire()
      throw error
    }
  }

  private func copy(_ staged: StagedLibrary) throws(StageFailure) -> StagedLibrary {
    do throws(PluginFailure) {
      return try setup.staging.copy(of: staged)
    } catch {
      throw StageFailure(error)
    }
  }

  private func check(_ new: PluginDescription, _ seat: ReloadableInstance) throws(StageFailure) {
    guard new.id == id, new.kind == known.kind else {
      throw StageFailure(
        .invalid, code: "reload.other-plugin", place: library,
        message: "it is \(new.kind.rawValue) \(new.id) now; \(seat.stage) is \(known.kind.rawValue) \(id)")
    }
    guard let schema = new.settingsSchema else { return }
    do {
      let settings = try JSON.decode(JSONValue.self, from: seat.settings)
      if let mismatch = try Schema(schema).check(settings).first {
        throw StageFailure(
          .invalid, code: "reload.settings", place: "\(seat.stage) \(mismatch.pointer)",
          message: "its new version does not take the configured settings: \(mismatch.message)")
      }
    } catch let error as StageFailure {
      throw error
    } catch {
      throw StageFailure(.invalid, code: "reload.schema", place: library, message: "\(error)")
    }
  }

  /// Lets it answer what came lately, without anybody seeing the answers; returns where they are others.
  private func shadow(
    _ trial: Generation, _ seat: ReloadableInstance
  ) async throws(StageFailure) -> [ShadowDifference] {
    let (memory, replays) = seat.state.withLock { ($0.memory, $0.replays.calls) }
    guard trial.isPure, !replays.isEmpty else { return [] }
    try await trial.begin(memory)
    let end = ContinuousClock.now + rules.birth
    var differences: [ShadowDifference] = []
    for replay in replays.reversed() where ContinuousClock.now < end && differences.count < 10 {
      let answers = CollectedBatches()
      var call = replay.call.again()
      call.emit = { batch, durable in answers.take(batch, durable) }
      call.timeout = rules.birth
      do throws(StageFailure) {
        _ = try await trial.instance.perform(replay.verb, replay.input, call)
        differences += replay.differences(from: answers.batches)
      } catch {
        if error.kind == .crashed || error.kind == .timeout {
          throw StageFailure(
            error.kind, code: "reload.shadow", place: error.place,
            message: "it does not survive what the stage has had lately: \(error.message)")
        }
        differences += replay.input.rows.map {
          ShadowDifference(record: $0.id, old: "an answer", new: "failed: \(error)")
        }
      }
    }
    return differences
  }

  /// Stage after stage; when one cannot, those before it go back.
  private func takeOver(
    _ made: [(ReloadableInstance, Generation)], _ entry: inout GenerationEntry
  ) async throws(StageFailure) {
    var done: [ReloadableInstance] = []
    do throws(StageFailure) {
      for (seat, generation) in made {
        for note in try await seat.switchOver(to: generation, rules) { entry.note(note, at: now) }
        done.append(seat)
      }
    } catch {
      for seat in done { _ = await seat.goBack(rules) }
      for (_, generation) in made.dropFirst(done.count) { await generation.retire() }
      throw error
    }
    for difference in entry.differences.prefix(3) {
      tell(
        entry.number, "record \(difference.record): was \(difference.old), is \(difference.new)", isWarning: true)
    }
  }
}
