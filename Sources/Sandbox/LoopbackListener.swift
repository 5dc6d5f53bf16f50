import Glibc
import SystemCalls

/// A listening socket on the loopback interface of the host, on a port that the kernel chose, to be lent.
struct LoopbackListener {
  let file: OwnedFile
  let port: UInt16

  init() throws(SystemError) {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    file = OwnedFile(try checked("socket") { socket(AF_INET, type, 0) })
    let number = file.number
    var address = Self.address(port: 0)
    try Self.with(&address) { pointer, size throws(SystemError) in
      _ = try checked("bind", "127.0.0.1") { bind(number, pointer, size) }
    }
    _ = try checked("listen") { listen(number, 16) }
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try Self.with(&address) { pointer, _ throws(SystemError) in
      _ = try checked("getsockname") { getsockname(number, pointer, &length) }
    }
    port = UInt16(bigEndian: address.sin_port)
  }

  /// Connections that nobody has accepted yet.
  var waiting: Int {
    // The kernel's struct begins with eight bytes and four words; for a listening socket the next is the queue.
    var information = [UInt32](repeating: 0, count: 32)
    var length = socklen_t(information.count * 4)
    return getsockopt(file.number, Int32(IPPROTO_TCP), TCP_INFO, &information, &length) == 0 ? Int(information[6]) : 0
  }

  /// A connection to the socket; loopback connects at once.
  func connect() throws(SystemError) -> OwnedFile {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let client = OwnedFile(try checked("socket") { socket(AF_INET, type, 0) })
    var address = Self.address(port: port)
    try Self.with(&address) { pointer, size throws(SystemError) in
      if Glibc.connect(client.number, pointer, size) != 0 && errno != EINPROGRESS { throw SystemError("connect") }
    }
    return client
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  private static func with(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) throws(SystemError) -> Void
  ) throws(SystemError) {
    var failure: SystemError?
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        do throws(SystemError) { try body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) } catch { failure = error }
      }
    }
    if let failure { throw failure }
  }
}
