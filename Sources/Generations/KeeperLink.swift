import Glibc
import Healing
import KeeperProtocol
import Synchronization
import SystemCalls

/// The way to a service's keeper: finds it, starts it when there is none, replaces it when it has died, and holds copies
/// of its listening sockets so that they outlive it.
final class KeeperLink: Sendable {
  private struct State {
    var copies: [OwnedFile] = []
    var watching: KeeperChannel?
    /// Readable once the keeper that was started from here has ended and nothing of it is left.
    var keeper: OwnedFile?
    var closed = true
    /// Counts the threads that were started to watch; the last one goes on.
    var watchers = 0
    var lastStatus: KeeperStatus?
  }

  let folder: KeeperFolder
  private let executable: String
  private let specification: ServiceSpecification
  private let onEvent: @Sendable (KeeperEvent) -> Void
  private let state = Mutex(State())
  /// One start of a keeper at a time.
  private let reviving = Mutex(())

  init(
    _ folder: KeeperFolder, executable: String, specification: ServiceSpecification,
    onEvent: @escaping @Sendable (KeeperEvent) -> Void
  ) {
    self.folder = folder
    self.executable = executable
    self.specification = specification
    self.onEvent = onEvent
  }

  var lastStatus: KeeperStatus? { state.withLock { $0.lastStatus } }

  /// What a keeper says that is there already; nil without one.
  var found: KeeperStatus? {
    do throws(ProtocolFailure) { return try exchange(.status, files: [], within: .seconds(5)) } catch { return nil }
  }

  /// Makes sure that the keeper is there and knows the service, and watches it from now on.
  func open() throws(StageFailure) -> KeeperStatus {
    let status = try revive()
    let watcher: Int? = state.withLock { state in
      if !state.closed { return nil }
      state.closed = false
      state.watchers += 1
      return state.watchers
    }
    if let watcher { WorkerThread(name: "keeper-watch").perform { self.watch(watcher) } }
    return status
  }

  /// One request and its answer. A keeper that dies meanwhile is replaced and asked again: requests are idempotent.
  func ask(_ request: KeeperRequest, within limit: Duration = .seconds(10)) throws(StageFailure) -> KeeperStatus {
    let end = ContinuousClock.now + limit
    while true {
      do throws(ProtocolFailure) {
        return try exchange(request, files: [], within: limit)
      } catch {
        guard error.meansGone, ContinuousClock.now < end else { throw failure(error) }
        _ = try revive()
      }
    }
  }

  /// Lets go of the keeper and of the sockets.
  func close() {
    state.withLock { state in
      state.closed = true
      if let watching = state.watching { shutdown(watching.socket.number, Int32(SHUT_RDWR)) }
      state.watching = nil
      state.copies = []
    }
    // The watch may be about to start a keeper: afterwards there is none to come.
    reviving.withLock { _ in }
  }

  /// Ends the service and the keeper. Without a keeper there is nothing to end.
  func stop(within limit: Duration) throws(StageFailure) {
    close()
    do throws(ProtocolFailure) {
      let channel = try connect()
      try channel.send(KeeperRequest.stop.fields)
      // The answer comes at once, and the end when the last process has ended.
      while true { _ = try channel.receive(within: limit) }
    } catch {
      guard error.meansGone else { throw failure(error) }
    }
    try waitUntilGone()
  }

  /// The keeper holds its lock to its very end.
  private func waitUntilGone() throws(StageFailure) {
    do throws(SystemError) {
      if Files.exists(folder.path) { try folder.waitForLock() }
      try awaitEnd()
    } catch {
      throw StageFailure(.failed, code: "keeper.failed", place: folder.path, message: "\(error)")
    }
  }
}

extension KeeperLink {
  private func exchange(
    _ request: KeeperRequest, files: [OwnedFile], within limit: Duration
  ) throws(ProtocolFailure) -> KeeperStatus {
    let channel = try connect()
    try channel.send(request.fields, files: files)
    let status = try Self.status(channel.receive(within: limit).0)
    state.withLock { $0.lastStatus = status }
    return status
  }

  private static func status(_ fields: Fields) throws(ProtocolFailure) -> KeeperStatus {
    if let code = fields["refused"] {
      throw .refused(Refusal(Refusal.Code(rawValue: code) ?? .failed, fields["message"] ?? "refused"))
    }
    return try KeeperStatus(fields)
  }

  private func connect() throws(ProtocolFailure) -> KeeperChannel {
    do throws(SystemError) {
      return try folder.connect()
    } catch {
      throw error.number == ENOENT || error.number == ECONNREFUSED ? .closed : .system(error)
    }
  }

  /// Configures the keeper that is there, or a new one with the sockets that the host holds.
  private func revive(if wanted: () -> Bool = { true }) throws(StageFailure) -> KeeperStatus {
    var result: Result<KeeperStatus, StageFailure> = .failure(failure(.closed))
    reviving.withLock { _ in
      guard wanted() else { return }
      do throws(StageFailure) { result = .success(try configureOrStart()) } catch { result = .failure(error) }
    }
    return try result.get()
  }

  private func configureOrStart() throws(StageFailure) -> KeeperStatus {
    let end = ContinuousClock.now + .seconds(10)
    while true {
      do throws(ProtocolFailure) {
        let copies = state.withLock { $0.copies }
        return try exchange(.configure(specification), files: copies, within: .seconds(10))
      } catch {
        guard error.meansGone, ContinuousClock.now < end else { throw failure(error) }
        try startKeeper()
      }
    }
  }

  /// Returns when the new keeper listens, or has found that another one is there.
  private func startKeeper() throws(StageFailure) {
    do throws(SystemError) {
      try awaitEnd()
      try Files.makeFolder(folder.path, mode: 0o700)
      let (ready, isReady) = try OwnedFile.pipe()
      let messages = try OwnedFile(opening: folder.messages, O_WRONLY | O_CREAT | O_APPEND, mode: 0o600)
      var request = SpawnRequest(executable, [folder.path], environment: ["SWIFT_BACKTRACE": "enable=no"])
      request.files = [1: messages, 2: messages, 3: isReady]
      request.newSession = true
      let keeper = try request.spawn()
      let ended = try Self.end(of: keeper)
      state.withLock { $0.keeper = ended }
      try waitUntilReady(ready, ended)
    } catch {
      throw StageFailure(
        .failed, code: "keeper.not-started", place: executable,
        message: "the keeper cannot be started: \(error); see \(folder.messages)")
    }
  }

  /// A keeper may end when nobody here asks for it any more; it must not stay as a zombie. Readable when it is gone.
  private static func end(of keeper: ChildProcess) throws(SystemError) -> OwnedFile {
    let (ended, isAlive) = try OwnedFile.pipe()
    WorkerThread(name: "keeper-wait").perform {
      // Nobody else waits for it, so there is nothing that could fail.
      _ = try? keeper.wait()
      withExtendedLifetime(isAlive) {}
    }
    return ended
  }

  /// The keeper writes a byte when it listens, or when it finds that another one holds the lock.
  private func waitUntilReady(_ ready: OwnedFile, _ ended: OwnedFile) throws(SystemError) {
    var waiting = [ready.number, ended.number].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let count = try checked("poll") { poll(&waiting, 2, 5_000) }
    if count == 0 { throw SystemError("poll", "homeostasis-keeper", number: ETIMEDOUT) }
    guard waiting[0].revents & Int16(POLLIN) != 0 else {
      throw SystemError("start", "homeostasis-keeper", number: ECHILD)
    }
    if try ready.read(1) == [KeeperFolder.isLocked] { usleep(20_000) }  // The other one may not listen yet.
  }

  /// Waits for the end of a keeper that has closed its connections, and so is about to end.
  private func awaitEnd() throws(SystemError) {
    guard let keeper = state.withLock({ $0.keeper }) else { return }
    var waiting = [pollfd(fd: keeper.number, events: Int16(POLLIN), revents: 0)]
    guard try checked("poll", "keeper", { poll(&waiting, 1, 1_000) }) > 0 else { return }
    state.withLock { if $0.keeper === keeper { $0.keeper = nil } }
  }

  /// Takes copies of the sockets, and events until the keeper is gone; then sees to a new one.
  private func watch(_ watcher: Int) {
    var pause = Duration.zero
    while isWanted(watcher) {
      do throws(ProtocolFailure) {
        try follow(connect(), watcher)
      } catch {
        if !isWanted(watcher) { return }
        if pause > .zero { usleep(UInt32(pause / .microseconds(1))) }
        pause = min(max(pause * 2, .milliseconds(100)), .seconds(10))
        do throws(StageFailure) { _ = try revive(if: { isWanted(watcher) }) } catch { onEvent(.held(error.message)) }
      }
    }
  }

  private func isWanted(_ watcher: Int) -> Bool { state.withLock { !$0.closed && $0.watchers == watcher } }

  private func follow(_ channel: KeeperChannel, _ watcher: Int) throws(ProtocolFailure) {
    try channel.send(KeeperRequest.watch.fields)
    let (fields, files) = try channel.receive(within: .seconds(10))
    let status = try Self.status(fields)
    let wanted = state.withLock { state in
      let wanted = !state.closed && state.watchers == watcher
      if wanted { (state.copies, state.watching, state.lastStatus) = (files, channel, status) }
      return wanted
    }
    while wanted {
      let event = try KeeperEvent(channel.receive().0)
      if event == .stopping { close() }
      onEvent(event)
    }
  }

  private func failure(_ error: ProtocolFailure) -> StageFailure {
    StageFailure(error, place: specification.name)
  }
}
