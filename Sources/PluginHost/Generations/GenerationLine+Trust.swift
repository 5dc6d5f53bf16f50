import Healing
import PluginTrust
import Synchronization

/// What follows from a revocation while the plugin serves.
extension GenerationLine {
  /// The trust store has changed: bytes that it revokes now leave service, in every stage that has them. The last good
  /// ones take their place when they are not revoked themselves.
  /// - Returns: false: a reload is under way, and has to end first.
  func trustChanged() async -> Bool {
    switch phase {
    case .reloading, .rollingBack: return false
    case .probation:
      if let reason = revocation(of: \.inService) {
        // The one that stands ready takes over, unless it is revoked as well: then it leaves with the next look.
        if let number = entry?.number { _ = await isWorse(number, reason) }
        tellRevoked(reason)
        return revocation(of: \.inService) == nil
      }
      if let reason = revocation(of: \.standingReady), let number = entry?.number {
        hasProved(number, "the one before it cannot come back: \(reason)")
      }
    case .steady:
      if let reason = revocation(of: \.inService) { await takeOut(reason) }
    }
    return true
  }

  /// Why a generation of some stage must not serve any more; nil: all may.
  private func revocation(of which: (ReloadableInstance) -> Generation?) -> String? {
    for seat in seats {
      guard let generation = which(seat), let reason = revocation(of: generation) else { continue }
      return reason
    }
    return nil
  }

  private func revocation(of generation: Generation) -> String? {
    guard let trust = setup.staging.trust, let standing = generation.library.standing else { return nil }
    do throws(TrustFailure) { return try trust.revocation(since: standing)?.reason } catch {
      // What cannot be read forbids nothing that serves already; nothing new is loaded either.
      tell(generation.number, "whether it was revoked is not known: \(error)", isWarning: true)
      return nil
    }
  }

  private func takeOut(_ reason: String) async {
    phase = .reloading
    defer { phase = .steady }
    let refusal = StageFailure(
      .denied, code: TrustFailure.Code.revoked.rawValue, place: id,
      message: "it was taken out of service: \(reason), with `homeostasis plugin add`")
    for seat in seats {
      guard let current = seat.inService, revocation(of: current) != nil else { continue }
      await seat.replace(by: await goodGeneration(for: seat), refusal)
    }
    if var revoked = entry {
      revoked.state = .revoked
      revoked.note("taken out of service: \(reason)", at: now)
      store(revoked)
    }
    tellRevoked(reason)
  }

  private func tellRevoked(_ reason: String) {
    let serves = seats.allSatisfy { $0.inService != nil }
    let text = "\(reason); \(serves ? "the last good generation takes its place" : "nothing takes its place")"
    tell(entry?.number ?? 0, "taken out of service: \(text)", isWarning: true)
    setup.trouble(
      PluginTrouble(kind: .revoked, plugin: id, hash: entry?.hash ?? "", services: services, reason: text))
  }
}

extension ReloadableInstance {
  fileprivate var inService: Generation? { state.withLock { $0.current } }
  fileprivate var standingReady: Generation? { state.withLock { $0.before } }
}

extension StageFailure {
  /// Whether nothing of the plugin may be called, until somebody brings another version of it or lets it again.
  var isOutOfService: Bool { code == "plugin.quarantined" || code == TrustFailure.Code.revoked.rawValue }
}
