import Glibc
import KeeperProtocol
import SystemCalls

/// What comes from hosts.
extension Keeper {
  func accept(_ listener: OwnedFile) {
    do throws(SystemError) {
      let connection = try Connection(try UnixSocket.accept(listener))
      guard connection.isTrusted, connections.count < 32 else { return }
      let number = connection.channel.socket.number
      connections[number] = connection
      loop.watch(connection.channel.socket) { [unowned self] _ in receive(from: connection) }
    } catch {
      if error.number != EAGAIN { note("a connection could not be accepted: \(error)") }
    }
  }

  private func receive(from connection: Connection) {
    do throws(ProtocolFailure) {
      let (fields, files) = try connection.channel.receive()
      let request = try KeeperRequest(fields)
      do throws(Refusal) {
        try perform(request, files: files, for: connection)
      } catch {
        connection.refuse(error)
        // A keeper that could not take its service has nothing to keep; one that nobody gave a service to yet waits.
        if !isConfigured, error.code != .unconfigured { beginStop() }
      }
    } catch {
      if case .system(let failure) = error, failure.number == EAGAIN { return }
      if case .malformed(let what) = error { connection.refuse(Refusal(.invalid, "not understood: \(what)")) }
      drop(connection)
    }
  }

  func drop(_ connection: Connection) {
    connection.close()
    loop.forget(connection.channel.socket)
    connections[connection.channel.socket.number] = nil
  }

  private var isConfigured: Bool { group != nil || heldAddress != nil }

  private func perform(_ request: KeeperRequest, files: [OwnedFile], for connection: Connection) throws(Refusal) {
    if !isConfigured, request.needsService { throw Refusal(.unconfigured, "the keeper is not configured yet") }
    switch request {
    case .configure(let specification):
      try configure(specification, files)
      answer(connection)
    case .start(let generation):
      try start(generation) { [unowned self] refusal in
        if let refusal { connection.refuse(refusal) } else { answer(connection) }
      }
    case .switchTo(let number):
      try switchTo(number)
      answer(connection)
    case .retire(let number):
      try retire(number)
      answer(connection)
    case .status: answer(connection)
    case .watch:
      connection.startWatching()
      connection.send(status.fields, files: group?.slots.map(\.file) ?? [])
    case .stop:
      beginStop()
      answer(connection)
    }
  }

  private func answer(_ connection: Connection) {
    if !connection.send(status.fields) { drop(connection) }
  }

  /// Tells every watching host.
  func tell(_ event: KeeperEvent) {
    note(event.line)
    for connection in connections.values where connection.watches {
      if !connection.send(event.fields) { drop(connection) }
    }
  }

  /// Whether a host is there that could decide.
  var hostIsThere: Bool { connections.values.contains { $0.watches } }
}

extension KeeperRequest {
  /// Whether a keeper that knows no service yet cannot answer it: what it would say is of no service at all.
  fileprivate var needsService: Bool {
    switch self {
    case .configure, .stop: false
    case .start, .switchTo, .retire, .status, .watch: true
    }
  }
}

extension KeeperEvent {
  /// For the keeper's log.
  var line: String {
    switch self {
    case .healthy(let generation, let pid): "generation \(generation) is healthy: process \(pid)"
    case .exited(let exit):
      "generation \(exit.generation), process \(exit.pid) ended"
        + (exit.code.map { " with status \($0)" } ?? exit.signal.map { " by signal \($0)" } ?? "")
        + (exit.expected ? " as it was told" : "")
    case .switched(let current, let byItself):
      "generation \(current) gets the traffic\(byItself ? ": rolled back" : "")"
    case .stopping: "the service is being stopped"
    case .held(let reason): reason.map { "held: \($0)" } ?? "no longer held"
    }
  }
}
