import Glibc
import SystemCalls

/// One listening socket of the group, and what the kernel knows about it.
struct ListenSocket {
  let file: OwnedFile

  /// A socket on `address`. Only the first of a group is bound without sharing, so that a stranger on the address is
  /// found out instead of shared with; it shares from then on.
  init(on address: ListenAddress, joining: Bool) throws(SystemError) {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    file = OwnedFile(try checked("socket") { socket(address.family, kind, 0) })
    try set(SOL_SOCKET, SO_REUSEADDR, 1)
    if joining { try set(SOL_SOCKET, SO_REUSEPORT, 1) }
    let number = file.number
    _ = try checked("bind", "\(address)") { address.withSockaddr { bind(number, $0, $1) } }
    if !joining { try set(SOL_SOCKET, SO_REUSEPORT, 1) }
    try listenAgain()
  }

  /// Holds a port that the system chooses, for others to join; it does not listen itself. A listening socket has to be
  /// bound to a port by its number: shut down and listening again, it would have another one.
  init(reserving address: ListenAddress) throws(SystemError) {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    file = OwnedFile(try checked("socket") { socket(address.family, kind, 0) })
    try set(SOL_SOCKET, SO_REUSEADDR, 1)
    try set(SOL_SOCKET, SO_REUSEPORT, 1)
    let number = file.number
    _ = try checked("bind", "\(address)") { address.withSockaddr { bind(number, $0, $1) } }
  }

  init(taking file: OwnedFile) { self.file = file }

  /// Also after a service has shut it down, which takes it out of the group: it comes back as the last.
  func listenAgain() throws(SystemError) {
    let number = file.number
    _ = try checked("listen", ListenAddress(boundTo: number)?.description ?? "") { listen(number, 4096) }
  }

  var isListening: Bool { option(SOL_SOCKET, SO_ACCEPTCONN) == 1 }
  var address: ListenAddress? { ListenAddress(boundTo: file.number) }

  /// The kernel's own number for the socket, never given twice before the next boot. 0: none.
  var cookie: UInt64 {
    var cookie: UInt64 = 0
    var length = socklen_t(MemoryLayout<UInt64>.size)
    let result = getsockopt(file.number, SOL_SOCKET, Self.cookieOption, &cookie, &length)
    return result == 0 ? cookie : 0
  }

  /// How many connections wait to be accepted. For a listening socket the kernel tells it as `tcpi_unacked`.
  var backlog: Int {
    var info = [UInt32](repeating: 0, count: 26)
    var length = socklen_t(info.count * 4)
    let result = getsockopt(file.number, Int32(IPPROTO_TCP), TCP_INFO, &info, &length)
    return result == 0 && length >= 28 ? Int(info[6]) : 0
  }

  /// Packets that were dropped: by a filter, or because there was no room.
  var dropped: UInt32 {
    var info = [UInt32](repeating: 0, count: 9)
    var length = socklen_t(info.count * 4)
    return getsockopt(file.number, SOL_SOCKET, Self.memoryOption, &info, &length) == 0 ? info[8] : 0
  }

  /// Drops all packets from a client's port.
  func drop(from port: UInt16) throws(SystemError) {
    try ClassicProgram([.load(.half, at: 0), .unlessEqual(UInt32(port), skip: 1), .give(0), .give(.max)])
      .attach(to: file, Self.attachFilter)
  }

  func dropNothing() {
    var none: Int32 = 0
    // Without a filter there is nothing to detach, which is what is wanted.
    setsockopt(file.number, SOL_SOCKET, Self.detachFilter, &none, socklen_t(MemoryLayout<Int32>.size))
  }

  private func set(_ level: Int32, _ name: Int32, _ value: Int32) throws(SystemError) {
    var value = value
    let number = file.number
    _ = try checked("setsockopt") { setsockopt(number, level, name, &value, socklen_t(MemoryLayout<Int32>.size)) }
  }

  private func option(_ level: Int32, _ name: Int32) -> Int32? {
    var value: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(file.number, level, name, &value, &length) == 0 ? value : nil
  }

  // Macros that Swift does not see.
  private static let cookieOption: Int32 = 57  // SO_COOKIE
  private static let memoryOption: Int32 = 55  // SO_MEMINFO
  private static let attachFilter: Int32 = 26  // SO_ATTACH_FILTER
  private static let detachFilter: Int32 = 27  // SO_DETACH_FILTER
}
