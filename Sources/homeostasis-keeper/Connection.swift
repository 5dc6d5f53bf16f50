import Glibc
import KeeperProtocol
import SystemCalls

/// One connected host, or command of an operator.
final class Connection {
  let channel: KeeperChannel
  private(set) var watches = false
  private var open = true

  init(_ socket: OwnedFile) throws(SystemError) {
    // A host that does not read must not hold up the service.
    try socket.setNonBlocking(true)
    channel = KeeperChannel(socket)
  }

  /// Whether the other side runs as the same user, or as root.
  var isTrusted: Bool {
    // Pid, user and group: the kernel's `ucred`, which Swift does not see.
    var peer: [UInt32] = [0, .max, .max]
    var length = socklen_t(peer.count * 4)
    let result = getsockopt(channel.socket.number, SOL_SOCKET, SO_PEERCRED, &peer, &length)
    return result == 0 && (peer[1] == getuid() || peer[1] == 0)
  }

  /// Sends a message; false when the connection is of no use any more.
  @discardableResult
  func send(_ fields: Fields, files: [OwnedFile] = []) -> Bool {
    guard open else { return false }
    do throws(ProtocolFailure) {
      try channel.send(fields, files: files)
    } catch {
      open = false
    }
    return open
  }

  func refuse(_ refusal: Refusal) {
    var fields = Fields()
    fields["refused"] = refusal.code.rawValue
    fields["message"] = refusal.message
    send(fields)
  }

  func startWatching() { watches = true }
  func close() { open = false }
}
