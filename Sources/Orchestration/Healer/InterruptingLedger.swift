import Healing
import Learning

/// The ledger as the healer sees it: its failures are interruptions.
struct InterruptingLedger: Sendable {
  let ledger: any CourseLedger

  func course(of incident: String) async throws(Interruption) -> Course {
    do { return try await ledger.course(of: incident) } catch { throw .ledger(error) }
  }

  func commit(_ transition: Course.Transition) async throws(Interruption) {
    do { try await ledger.commit(transition) } catch { throw .ledger(error) }
  }

  func lastRollout(of incident: String) async throws(Interruption) -> Rollout? {
    do { return try await ledger.lastRollout(of: incident) } catch { throw .ledger(error) }
  }

  func events(of incident: String) async throws(Interruption) -> [Event] {
    do { return try await ledger.events(of: incident) } catch { throw .ledger(error) }
  }

  func fate(of patch: TriedPatch) async throws(Interruption) -> Course.Fate? {
    do { return try await ledger.fate(of: patch) } catch { throw .ledger(error) }
  }

  func templates() async throws(Interruption) -> TemplateRecord {
    do { return try await ledger.templates() } catch { throw .ledger(error) }
  }

  func history(of incident: Incident, since: Timestamp, until now: Timestamp) async throws(Interruption) -> History {
    do { return try await ledger.history(of: incident, since: since, until: now) } catch { throw .ledger(error) }
  }
}
