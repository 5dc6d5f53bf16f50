import Healing
import Testing

@testable import IncidentStore

/// What the writer said that the store acknowledged.
struct Acknowledged {
  fileprivate(set) var ingested = 0
  fileprivate(set) var steps: [String: Int64] = [:]
  fileprivate(set) var generations: [String: Int64] = [:]

  mutating func take(_ lines: [String]) {
    for line in lines {
      let words = line.split(separator: " ")
      switch words.first {
      case "ingested": ingested = Int(words[1]) ?? -1
      case "stepped": steps[String(words[1])] = Int64(words[2]) ?? -1
      case "journaled": generations[String(words[1])] = Int64(words[2]) ?? -1
      default: break
      }
    }
  }
}

/// After the writer was killed: everything that was acknowledged is there, and nothing is there in part.
enum StoreCheck {
  /// Opens the database at `path` as a restart does, and compares it with `acknowledged`. Of each kind one more may
  /// be there, which was stored and not yet told; from now on it counts as told.
  static func check(_ path: String, has acknowledged: inout Acknowledged, _ situation: String) async throws {
    let store = try await SQLiteIncidentStore.open(at: path, time: ManualTime())
    let raw = try RawConnection(path)
    let cursor = try await store.cursors(of: "writer").first
    let rounds = cursor.flatMap { Int(String(decoding: $0.position, as: UTF8.self)) } ?? 0
    #expect((acknowledged.ingested...acknowledged.ingested + 1).contains(rounds), "\(situation)")
    acknowledged.ingested = rounds
    let events = try raw.number("SELECT coalesce(sum(count), 0) FROM incidents")
    #expect(events == rounds * 20, "events and cursor moved together; \(situation)")
    #expect(try raw.number("SELECT count(*) FROM twins") == events, "\(situation)")

    var steps: Int64 = 0
    var rows: Int64 = 0
    for overview in try await store.incidents(ListFilter()) {
      let id = overview.incident.id
      let revision = overview.course.revision
      steps += revision
      let told = acknowledged.steps[id] ?? 0
      #expect((told...told + 1).contains(revision), "\(situation)")
      acknowledged.steps[id] = revision
      #expect(overview.course.state == (revision == 0 ? "new" : "step-\(revision)"), "\(situation)")
      for (what, query) in [
        ("records", "records WHERE schema = 'homeostasis.patch/1' AND incident = '\(id)'"),
        ("fates", "fates WHERE incident = '\(id)'"), ("lessons", "lessons WHERE incident = '\(id)'"),
        ("acts", "acts WHERE incident = '\(id)'"),
        ("audit", "audit WHERE action = 'course.step' AND incident = '\(id)'"),
      ] {
        #expect(try raw.number("SELECT count(*) FROM \(query)") == Int(revision), "\(what); \(situation)")
      }
      let generation = try await store.lastRollout(of: id)?.generation ?? 0
      rows += generation
      let journaled = acknowledged.generations[id] ?? 0
      #expect((journaled...journaled + 1).contains(generation), "\(situation)")
      acknowledged.generations[id] = generation
    }
    let report = try await store.verifyAudit()
    #expect(report.firstBreak == nil && report.entries == steps + rows, "\(situation)")
    await store.close()
  }
}
