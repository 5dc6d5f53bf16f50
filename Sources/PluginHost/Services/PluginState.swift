import Digest
import Glibc
import Healing
import Synchronization
import SystemCalls

/// `homeostasis.state/1` of one stage: one file that is replaced with every change. It is read anew each time, because a
/// host that is being replaced may still write to it.
final class PluginState: StateService {
  private struct Entry: Codable {
    var key: String
    var value: String
    var version: Int64
  }

  private let path: String
  private let limit: Int
  private let grants: Grants
  /// Of all stages: a change is short.
  private static let lock = Mutex(())

  /// - Parameter stage: whose state it is; names the file.
  init(folder: String, stage: String, limit: Int, remedy grants: Grants) throws(StageFailure) {
    path = "\(folder)/\(SHA256.hex(of: stage).prefix(32)).json"
    self.limit = limit
    self.grants = grants
    do throws(SystemError) { try Files.makeFolder(folder, mode: 0o700) } catch { throw Self.failure(error) }
  }

  func get(_ request: StateGet) throws(StageFailure) -> StateValue {
    let all = try Self.lock.withLock { _ throws(StageFailure) in try read() }
    guard let entry = all.first(where: { $0.key == request.key }) else {
      throw StageFailure(.absent, code: "state.absent", place: request.key, message: "there is no such key")
    }
    return StateValue(value: entry.value, version: entry.version)
  }

  func keys(_ request: StateKeys) throws(StageFailure) -> [String] {
    let all = try Self.lock.withLock { _ throws(StageFailure) in try read() }
    return all.map(\.key).filter { $0.hasPrefix(request.prefix) }.sorted()
  }

  func put(_ request: StatePut) throws(StageFailure) -> StateVersion {
    guard (1...256).contains(request.key.utf8.count) else {
      throw StageFailure(
        .invalid, code: "state.key", place: request.key,
        message: "a key has 1 to 256 bytes, not \(request.key.utf8.count)")
    }
    return try Self.lock.withLock { _ throws(StageFailure) in
      var all = try read()
      let index = all.firstIndex { $0.key == request.key }
      let now = index.map { all[$0].version } ?? 0
      try check(request.key, request.version, now)
      let entry = Entry(key: request.key, value: request.value, version: now + 1)
      if let index { all[index] = entry } else { all.append(entry) }
      let size = all.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
      guard size <= limit else {
        throw StageFailure(
          .denied, code: "state.full", place: request.key,
          message: "all keys and values would be \(size) bytes, and \(limit) are granted: delete some, or "
            + grants.remedy(.state, "state: \(size)B"))
      }
      try write(all)
      return StateVersion(version: entry.version)
    }
  }

  func delete(_ request: StateDelete) throws(StageFailure) {
    try Self.lock.withLock { _ throws(StageFailure) in
      var all = try read()
      let index = all.firstIndex { $0.key == request.key }
      try check(request.key, request.version, index.map { all[$0].version } ?? 0)
      guard let index else { return }
      all.remove(at: index)
      try write(all)
    }
  }

  private func check(_ key: String, _ wanted: Int64?, _ now: Int64) throws(StageFailure) {
    guard let wanted, wanted != now else { return }
    throw StageFailure(
      .conflict, code: "state.conflict", place: key, message: "it has version \(now) and not \(wanted): read it again")
  }

  private func read() throws(StageFailure) -> [Entry] {
    guard Files.exists(path) else { return [] }
    do {
      return try JSON.decode(from: Files.read(path))
    } catch {
      throw StageFailure(
        .failed, code: "state.unreadable", place: path, message: "cannot be read; move it away to begin anew: \(error)")
    }
  }

  private func write(_ all: [Entry]) throws(StageFailure) {
    do {
      try Files.replace(path, with: Array(JSON.bytes(all)), mode: 0o600)
    } catch {
      throw StageFailure(.failed, code: "state.unwritable", place: path, message: "\(error)")
    }
  }

  private static func failure(_ error: SystemError) -> StageFailure {
    StageFailure(.failed, code: "state.unwritable", place: error.subject, message: "\(error)")
  }
}
