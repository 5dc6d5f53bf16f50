import Glibc

/// An IP address and a port: where the service listens.
struct ListenAddress: Equatable, CustomStringConvertible {
  /// Network byte order; 4 or 16 bytes.
  let bytes: [UInt8]
  let port: UInt16

  init(bytes: [UInt8], port: UInt16) {
    self.bytes = bytes
    self.port = port
  }

  /// Reads `127.0.0.1:8080` or `[::1]:8080`. Names are not looked up: the answer could differ from one start to the next.
  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { return nil }
    var host = String(text[..<colon])
    let isSix = host.hasPrefix("[") && host.hasSuffix("]")
    if isSix { host = String(host.dropFirst().dropLast()) }
    var bytes = [UInt8](repeating: 0, count: isSix ? 16 : 4)
    guard inet_pton(isSix ? AF_INET6 : AF_INET, host, &bytes) == 1 else { return nil }
    self.init(bytes: bytes, port: port)
  }

  var isSix: Bool { bytes.count == 16 }
  var family: Int32 { isSix ? AF_INET6 : AF_INET }

  var description: String {
    var text = [CChar](repeating: 0, count: 64)
    inet_ntop(family, bytes, &text, socklen_t(text.count))
    let host = text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    return isSix ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  func with(port: UInt16) -> ListenAddress { ListenAddress(bytes: bytes, port: port) }

  /// Where a client on this machine finds it: loopback for the address that means all of them.
  var reachable: ListenAddress {
    guard bytes.allSatisfy({ $0 == 0 }) else { return self }
    return ListenAddress(bytes: isSix ? [UInt8](repeating: 0, count: 15) + [1] : [127, 0, 0, 1], port: port)
  }
}

extension ListenAddress {
  /// Calls `body` with the address as the socket calls want it.
  func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    if isSix {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
      return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in6>.size)) }
      }
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }

  /// The address that a socket is bound to; nil when it is no IP socket.
  init?(boundTo socket: Int32) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
    }
    guard result == 0 else { return nil }
    let (bytes, port): ([UInt8], UInt16) = withUnsafeBytes(of: storage) { raw in
      let port = UInt16(raw[2]) << 8 | UInt16(raw[3])
      switch Int32(raw.load(as: sa_family_t.self)) {
      case AF_INET: return (Array(raw[4..<8]), port)
      case AF_INET6: return (Array(raw[8..<24]), port)
      default: return ([], 0)
      }
    }
    if bytes.isEmpty { return nil }
    self.init(bytes: bytes, port: port)
  }
}
