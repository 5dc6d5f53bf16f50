import Glibc
import Healing
public import IncidentStore
import Orchestration
public import SystemCalls

/// Where a configuration keeps its state, and how the command line reads it while the daemon writes.
public struct StatePlace: Sendable {
  /// The folder of everything that is durable.
  public let folder: String
  /// The database.
  public let database: String

  /// - Parameter database: the path after `sqlite:` in the configuration, made absolute.
  public init(database: String) {
    self.database = database
    folder = Files.parent(of: database)
  }

  /// A place that goes with the process, for `state: memory`.
  static func temporary() throws(StageFailure) -> StatePlace {
    do throws(SystemError) {
      return StatePlace(database: "\(try Files.temporaryFolder("homeostasis-state"))/unused.db")
    } catch {
      throw StageFailure(.failed, code: "state.unwritable", place: error.subject, message: "\(error)")
    }
  }

  /// The file whose existence holds everything.
  public var holdFile: String { "\(folder)/hold" }
  /// Where plugins are copied to before they are loaded.
  public var staging: String { "\(folder)/plugins" }
  /// What is known of the plugins' generations.
  public var generations: String { "\(folder)/generations" }
  /// What plugins keep.
  public var pluginStates: String { "\(folder)/plugin-state" }
  /// What keepers write of the services' output.
  public var logs: String { "\(folder)/logs" }

  /// Opens the database for reading, also while the daemon writes.
  public func reading() async throws(StoreFailure) -> SQLiteIncidentStore {
    try await SQLiteIncidentStore.open(at: database, for: .readOnly, time: SystemAlarm())
  }

  /// Why everything is held; nil: nothing is.
  public var hold: String? { FileHold(path: holdFile).reason }

  /// Holds: no new side effect anywhere until ``resume()``. Durable before it returns.
  public func hold(because reason: String) throws(SystemError) {
    try Files.makeFolder(folder, mode: 0o700)
    try Files.replace(holdFile, with: Array("\(reason)\n".utf8), mode: 0o600)
  }

  /// Ends the hold. False when nothing was held.
  public func resume() throws(SystemError) -> Bool {
    if unlink(holdFile) != 0 {
      if errno == ENOENT { return false }
      throw SystemError("unlink", holdFile)
    }
    try Files.synchronizeFolder(of: holdFile)
    return true
  }
}
