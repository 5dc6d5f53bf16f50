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

  /// The error of a connection that could not be made; 0: none.
  var failure: Int32 {
    var value: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(file.number, SOL_SOCKET, SO_ERROR, &value, &length) == 0 ? value : errno
  }
}
