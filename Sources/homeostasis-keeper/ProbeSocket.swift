import Glibc
import SystemCalls

/// A client's socket whose source is known before it connects, so that the route program can tell it from others.
struct ProbeSocket {
  let file: OwnedFile
  let target: ListenAddress
  let source: ListenAddress

  init(to target: ListenAddress) throws(SystemError) {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let file = OwnedFile(try checked("socket") { socket(target.family, kind, 0) })
    _ = try checked("bind", "\(target)") { target.with(port: 0).withSockaddr { bind(file.number, $0, $1) } }
    guard let source = ListenAddress(boundTo: file.number) else { throw SystemError("getsockname") }
    self.file = file
    self.target = target
    self.source = source
  }

  /// Begins to connect; the socket is writable once it is done.
  func begin() throws(SystemError) {
    if target.withSockaddr({ Glibc.connect(file.number, $0, $1) }) != 0 && errno != EINPROGRESS {
      throw SystemError("connect", "\(target)")
    }
  }

  /// Connects; false after `limit`. To an address of this machine it takes microseconds.
  func connect(within limit: Duration) throws(SystemError) -> Bool {
    try begin()
    var waiting = [pollfd(fd: file.number, events: Int16(POLLOUT), revents: 0)]
    let ready = try checked("poll") { poll(&waiting, 1, Int32(clamping: Int64(limit / .milliseconds(1)))) }
    return ready > 0 && failure == 0
  }

  /// The error of a connection that could not be made; 0: none.
  var failure: Int32 { option(SOL_SOCKET, SO_ERROR) }
  /// The segment size that the two sides have agreed on.
  var segment: Int { Int(option(Int32(IPPROTO_TCP), TCP_MAXSEG)) }

  private func option(_ level: Int32, _ name: Int32) -> Int32 {
    var value: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(file.number, level, name, &value, &length) == 0 ? value : errno
  }
}
