import CHomeostasisPlugin
import Digest
import Healing
import Synchronization
import SystemCalls

/// What follows from crashes.
extension GenerationLine {
  /// A call has ended the process of `generation`, or hung in it.
  /// - Returns: whether another generation is in service now.
  func crashed(_ seat: ReloadableInstance, _ generation: Generation, _ error: StageFailure) async -> Bool {
    let text = setup.veil.over("\(seat.stage): \(error)")
    let isTooMuch = count(generation.library.hash, seat.settings, text)
    if await isWorse(generation.number, text) { return true }
    // A call that came late finds the other already.
    if seat.state.withLock({ $0.current !== generation }) { return true }
    guard isTooMuch, case .steady = phase else { return false }
    return await quarantine(generation, text)
  }

  private func count(_ hash: String, _ settings: String, _ reason: String) -> Bool {
    do throws(PluginFailure) {
      var all = try setup.ledger.crashes()
      let key = Self.key(hash, settings)
      let index =
        all.firstIndex { $0.key == key }
        ?? {
          all.append(CrashRecord(key: key, plugin: id, times: [], reason: reason))
          return all.count - 1
        }()
      let isTooMuch = all[index].crashed(reason, at: now, rules)
      try setup.ledger.keep(all)
      return isTooMuch
    } catch {
      tell(entry?.number ?? 0, "a crash is not counted: \(error)", isWarning: true)
      return false
    }
  }

  /// Takes the bytes out of service, in every stage that has them.
  private func quarantine(_ generation: Generation, _ reason: String) async -> Bool {
    phase = .reloading
    defer { phase = .steady }
    let refusal = StageFailure(
      .denied, code: "plugin.quarantined", place: id,
      message: "it crashed \(rules.crashes) times (\(reason)); mend it, or `homeostasis plugin release \(id)`")
    var replaced = false
    for seat in seats where seat.state.withLock({ $0.current?.library.hash }) == generation.library.hash {
      let good = await goodGeneration(for: seat)
      if good != nil { replaced = true }
      await seat.replace(by: good, refusal)
    }
    if var bad = entry {
      bad.state = .quarantined
      bad.note("\(refusal.message)", at: now)
      store(bad)
    }
    let instead = replaced ? "the last good generation takes its place" : "nothing takes its place"
    tell(generation.number, "in quarantine; \(instead): \(reason)", isWarning: true)
    setup.trouble(
      PluginTrouble(
        kind: .quarantined, plugin: id, hash: generation.library.hash, services: services,
        reason: "\(reason); \(instead)"))
    return replaced
  }

  /// Those that its stages work for.
  var services: [String] { Array(Set(seats.map(\.service))).filter { !$0.isEmpty }.sorted() }

  /// The last bytes that were found good and are not in quarantine themselves, loaded for one stage; nil: there are none.
  func goodGeneration(for seat: ReloadableInstance) async -> Generation? {
    for path in setup.ledger.good(id) {
      do throws(StageFailure) {
        let staged: StagedLibrary
        do throws(PluginFailure) { staged = try setup.staging.stage(kept: path) } catch { throw StageFailure(error) }
        if let record = try crashRecord(staged.hash, seat.settings), record.quarantinedAt != nil {
          staged.unlink()
          continue
        }
        let place: PluginPlace = known.mustHaveOwnProcess ? .process : seat.place
        let history = (try? setup.ledger.history(of: id)) ?? []  // Its number is for the reader only.
        let number = history.last { $0.hash == staged.hash }?.number ?? 0
        return Generation(number, staged, try await setup.maker.make(id, staged, seat.settings, place, seat.grants))
      } catch {
        tell(entry?.number ?? 0, "a library that was good does not start: \(error)", isWarning: true)
      }
    }
    return nil
  }

  /// The seat of a stage whose library is in quarantine when the host starts.
  func standIn(_ order: SeatOrder, _ refusal: StageFailure) async -> ReloadableInstance {
    let seat = ReloadableInstance(order, self, known, nil, refusal)
    seats.append(seat)
    let good = await goodGeneration(for: seat)
    seat.state.withLock { $0.current = good }
    tell(entry?.number ?? 0, "\(refusal)", isWarning: true)
    return seat
  }

  /// What is known of crashes of these bytes with these settings.
  func crashRecord(_ hash: String, _ settings: String) throws(StageFailure) -> CrashRecord? {
    do throws(PluginFailure) {
      return try setup.ledger.crashes().first { $0.key == Self.key(hash, settings) }
    } catch {
      throw StageFailure(error)
    }
  }

  /// A record has ended the process of `generation` twice.
  func setAside(_ aside: SetAside, _ number: Int) {
    do throws(PluginFailure) {
      try setup.ledger.keep(aside)
      let history = try setup.ledger.history(of: id)
      if var counted = entry?.number == number ? entry : history.last(where: { $0.number == number }) {
        counted.setAside = (counted.setAside ?? 0) + 1
        counted.note("record \(aside.record) is set aside: \(aside.reason)", at: now)
        if entry?.number == number { entry = counted }
        store(counted)
      }
    } catch {
      tell(number, "a record that is set aside is not stored: \(error)", isWarning: true)
    }
    tell(number, "\(aside.stage): record \(aside.record) is set aside: \(aside.reason)", isWarning: true)
    let service = seats.first { $0.stage == aside.stage }?.service ?? ""
    setup.trouble(
      PluginTrouble(
        kind: .setAside, plugin: id, hash: aside.hash, services: service.isEmpty ? [] : [service],
        reason: setup.veil.over(aside.reason), record: aside))
  }

  /// Lets records be tried again that were set aside.
  func forgetAsides() { for seat in seats { seat.state.withLock { $0.aside = [:] } } }

  static func key(_ hash: String, _ settings: String) -> CrashRecord.Key {
    CrashRecord.Key(hash: hash, settings: SHA256.hex(of: settings), abi: abi)
  }

  /// The ABI of this host.
  static let abi = "\(HS_ABI_MAJOR).\(HS_ABI_MINOR)"
}

extension StageFailure {
  init(quarantine record: CrashRecord, stage: String) {
    self.init(
      .denied, code: "plugin.quarantined", place: stage,
      message:
        "\(record.plugin) is in quarantine (\(record.reason)); bring a new version, or `homeostasis plugin release \(record.plugin)`"
    )
  }
}
