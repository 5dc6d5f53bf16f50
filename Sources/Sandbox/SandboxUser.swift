import Glibc
import Synchronization

/// As whom commands run. An ordinary user stays who he is, in a user namespace of his own. Root would keep powers that
/// limits do not bind (the number of its processes, for one), so its commands run as a user that nothing else belongs
/// to, another one for each session.
enum SandboxUser: Hashable {
  case same(uid: UInt32, gid: UInt32)
  case unprivileged(UInt32)

  /// Numbers that neither distributions nor systemd give to anyone.
  static let numbers: ClosedRange<UInt32> = 60_706...61_183

  private static let given = Atomic<UInt32>(0)

  /// The user for a new session.
  static func next() -> SandboxUser {
    if geteuid() != 0 { return .same(uid: geteuid(), gid: getegid()) }
    let count = given.add(1, ordering: .relaxed).oldValue
    return .unprivileged(numbers.lowerBound + (UInt32(getpid()) &* 31 &+ count) % UInt32(numbers.count))
  }

  var uid: UInt32 {
    switch self {
    case .same(let uid, _): uid
    case .unprivileged(let uid): uid
    }
  }

  /// Flags of bubblewrap. Root needs no user namespace to make the others; its capabilities end with ``prefix``.
  var flags: [String] {
    switch self {
    case .same: ["--unshare-user", "--cap-drop", "ALL"]
    case .unprivileged:
      ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]
    }
  }

  /// Put before the command inside the sandbox.
  var prefix: [String] {
    switch self {
    case .same: []
    case .unprivileged(let uid):
      [
        "setpriv", "--reuid", "\(uid)", "--regid", "\(uid)", "--clear-groups", "--inh-caps=-all", "--ambient-caps=-all",
        "--bounding-set=-all", "--",
      ]
    }
  }
}
