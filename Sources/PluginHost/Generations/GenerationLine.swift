import Healing
import SystemCalls

/// All generations of one plugin: which is in service in the stages that use it, and what became of the others.
actor GenerationLine {
  enum Phase {
    /// One generation is in service and kept.
    case steady
    /// One is being made, or takes over.
    case reloading
    /// One is in service and watched; the task ends that.
    case probation(Task<Void, Never>)
    /// The one that was watched is being taken back.
    case rollingBack(Task<Void, Never>)
  }

  let id: String
  nonisolated let rules: ProbationRules
  /// The library's own file, where a new version of it is looked for.
  nonisolated let library: String
  let known: PluginDescription
  let setup: PluginGenerations.Setup
  var phase = Phase.steady
  var seats: [ReloadableInstance] = []
  /// The generation in service; nil: none was ever loaded.
  var entry: GenerationEntry?
  /// The one that stands ready while `entry` is watched.
  var good: GenerationEntry?

  init(_ known: PluginDescription, library: String, _ setup: PluginGenerations.Setup) {
    id = known.id
    self.known = known
    self.library = library
    self.setup = setup
    rules = setup.rules
  }

  /// A stage takes its place: with the last bytes that were loaded, or what stands in for them while they are in
  /// quarantine.
  func seat(_ order: SeatOrder) async throws(StageFailure) -> ReloadableInstance {
    let staged: StagedLibrary
    do throws(PluginFailure) { staged = try setup.staging.stage(library) } catch { throw StageFailure(error) }
    let record = try crashRecord(staged.hash, order.settings)
    var order = order
    if record?.mustHaveOwnProcess == true { order.place = .process }
    if let record, record.quarantinedAt != nil {
      staged.unlink()
      return await standIn(order, StageFailure(quarantine: record, stage: order.stage))
    }
    let entry = try opened(staged)
    let instance = try await setup.maker.make(id, staged, order.settings, order.place, order.grants)
    do throws(PluginFailure) { try setup.staging.confirm(staged, instance.description) } catch {
      await instance.retire()
      throw StageFailure(error)
    }
    let seat = ReloadableInstance(order, self, known, Generation(entry.number, staged, instance), nil)
    seats.append(seat)
    recall(seat)
    return seat
  }

  /// What was set aside is not given to the same bytes by the next host either.
  private func recall(_ seat: ReloadableInstance) {
    do throws(PluginFailure) {
      for aside in try setup.ledger.setAside(of: id) where aside.stage == seat.stage { seat.remember(aside) }
    } catch {
      tell(entry?.number ?? 0, "which records are set aside is not known: \(error)", isWarning: true)
    }
  }

  /// The entry of the bytes that the host begins with: the one they had when it ended, or a new one.
  private func opened(_ staged: StagedLibrary) throws(StageFailure) -> GenerationEntry {
    if let entry, entry.hash == staged.hash { return entry }
    do throws(PluginFailure) {
      let history = try setup.ledger.history(of: id)
      let served = history.last { $0.state == .current || $0.state == .probation }
      var entry: GenerationEntry
      if let served, served.hash == staged.hash {
        entry = served
        if entry.state == .probation { entry.note("the host ended in its probation: it is kept", at: now) }
      } else {
        if var served {
          served.state = .retired
          try setup.ledger.keep(served, of: id)
        }
        entry = fresh(staged, (history.last?.number ?? 0) + 1)
        entry.version = known.version
        entry.note("loaded when the host started", at: now)
      }
      entry.state = .current
      try setup.ledger.keep(entry, of: id)
      try setup.ledger.keepGood(staged, of: id)
      try setup.staging.settle(staged)
      self.entry = entry
      return entry
    } catch {
      throw StageFailure(error)
    }
  }

  func fresh(_ staged: StagedLibrary, _ number: Int) -> GenerationEntry {
    GenerationEntry(
      number: number, hash: staged.hash, version: "", library: library, at: now, state: .current, notes: [],
      differences: [])
  }

  /// A stage has ended.
  func leave(_ seat: ReloadableInstance) { seats.removeAll { $0 === seat } }

  nonisolated var now: Timestamp { setup.time.now() }

  /// Says something about a generation.
  nonisolated func tell(_ generation: Int, _ text: String, isWarning: Bool = false) {
    setup.tell(GenerationNews(plugin: id, generation: generation, text: text, isWarning: isWarning))
  }

  /// Stores an entry. A disk that is full keeps nothing from being served, and is told.
  func store(_ entry: GenerationEntry) {
    var entry = entry
    for index in entry.notes.indices { entry.notes[index].text = setup.veil.over(entry.notes[index].text) }
    for index in entry.differences.indices {
      entry.differences[index].old = setup.veil.over(entry.differences[index].old)
      entry.differences[index].new = setup.veil.over(entry.differences[index].new)
    }
    do throws(PluginFailure) { try setup.ledger.keep(entry, of: id) } catch {
      tell(entry.number, "its history is not stored: \(error)", isWarning: true)
    }
  }
}

extension StageFailure {
  init(_ failure: PluginFailure) {
    self.init(.failed, code: failure.code, place: failure.path, message: failure.reason)
  }
}
