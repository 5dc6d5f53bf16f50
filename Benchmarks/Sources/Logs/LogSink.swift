import Healing
import IncidentStore
import Intake
import LanguageKit
import LanguagePacks
import Orchestration
import SystemCalls
import TraceGrammar

/// What the host does with a monitor's batches: the intake, then the store.
actor LogSink {
  private var intake: Intake
  private let store: SQLiteIncidentStore
  private let expected: Int
  private var stored = 0
  private let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)

  init(
    _ service: ServiceDescription, shelf: PackShelf, store: SQLiteIncidentStore, expecting expected: Int
  ) throws(StageFailure) {
    let tools = try LanguageTools(service.language, from: shelf)
    let root = service.root
    let frames = ProjectFrames(roots: [root], libraryPaths: tools.pack.libraryPaths) { Files.exists("\(root)/\($0)") }
    intake = Intake(services: [
      service.name: ServiceProfile(language: service.language, grammars: tools.traces, frames: frames)
    ])
    self.store = store
    self.expected = expected
  }

  func take(_ batch: ObservedBatch) async throws(StageFailure) {
    let taken = intake.take(batch.events, at: SystemAlarm().now())
    do throws(StoreFailure) { _ = try await store.ingest(taken.errors, cursor: batch.cursor) } catch {
      throw StageFailure(.failed, code: "store", place: error.place, message: "\(error)")
    }
    stored += taken.errors.count
    if stored >= expected { arrival.finish() }
  }

  /// Returns when all errors that were written are stored.
  func waitForAll(limit: Duration) async throws {
    let timer = Task {
      do { try await Task.sleep(for: limit) } catch { return }  // Cancelled: all has come.
      arrival.finish()
    }
    for await _ in arrived {}
    timer.cancel()
    if stored < expected { throw BenchFailure("only \(stored) of \(expected) errors were stored within \(limit)") }
  }
}
