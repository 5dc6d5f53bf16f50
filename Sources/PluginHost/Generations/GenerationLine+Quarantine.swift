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
    let text = "\(seat.stage): \(error)"
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
    let goodHash = lastGood(but: generation.library.hash)
    var replaced = false
    for seat in seats where seat.state.withLock({ $0.current?.library.hash }) == generation.library.hash {
      let good = goodHash == nil ? nil : await goodGeneration(for: seat, generation.number)
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
    setup.quarantined(
      QuarantineNotice(
        plugin: id, hash: generation.library.hash,
        services: Array(Set(seats.map(\.service))).filter { !$0.isEmpty }.sorted(), reason: "\(reason); \(instead)"))
    return replaced
  }

  /// The hash of the library that is kept as good, when it is another.
  private func lastGood(but hash: String) -> String? {
    let path = setup.ledger.good(id)
    guard Files.exists(path) else { return nil }
    do throws(SystemError) {
      let kept = SHA256.hex(of: try Files.read(path, limit: 1 << 30))
      return kept == hash ? nil : kept
    } catch {
      tell(entry?.number ?? 0, "the last good library cannot be read: \(error)", isWarning: true)
      return nil
    }
  }

  private func goodGeneration(for seat: ReloadableInstance, _ number: Int) async -> Generation? {
    do throws(StageFailure) {
      let staged: StagedLibrary
      do throws(PluginFailure) { staged = try setup.staging.stage(setup.ledger.good(id)) } catch {
        throw StageFailure(error)
      }
      let place: PluginPlace = known.mustHaveOwnProcess ? .process : seat.place
      return Generation(number, staged, try await setup.maker.make(id, staged, seat.settings, place))
    } catch {
      tell(number, "the last good library does not start: \(error)", isWarning: true)
      return nil
    }
  }

  /// The seat of a stage whose library is in quarantine when the host starts.
  func standIn(_ order: SeatOrder, _ refusal: StageFailure) async throws(StageFailure) -> ReloadableInstance {
    let seat = ReloadableInstance(order, self, known, nil, refusal)
    seats.append(seat)
    if lastGood(but: "") != nil, let good = await goodGeneration(for: seat, entry?.number ?? 0) {
      // The kept library may be the very one that is in quarantine.
      if try crashRecord(good.library.hash, order.settings)?.quarantinedAt == nil {
        seat.state.withLock { $0.current = good }
      } else {
        await good.retire()
      }
    }
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

  static func key(_ hash: String, _ settings: String) -> CrashRecord.Key {
    CrashRecord.Key(hash: hash, settings: SHA256.hex(of: settings), abi: "\(HS_ABI_MAJOR).\(HS_ABI_MINOR)")
  }
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
