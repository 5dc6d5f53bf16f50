import Glibc
import SystemCalls

/// The peer of a handover: the same service, ended and started again on the same port, as a supervisor restarts it.
final class RestartedShop {
  let port: UInt16
  private let shop: ShopCopy
  private let log: OwnedFile
  private var process: ChildProcess?

  init(_ shop: ShopCopy, log: String) throws {
    self.shop = shop
    self.log = try OwnedFile(opening: log, O_WRONLY | O_CREAT | O_APPEND)
    port = try Self.freePort()
    try start()
  }

  deinit { process?.signalGroup(SIGKILL) }

  /// Ends the service in good order, waits for its end, and starts it.
  func restart() throws {
    try end()
    try start()
  }

  func end() throws {
    guard let process else { return }
    process.signal(SIGTERM)
    let ending = try process.wait()
    self.process = nil
    if ending.code != 0 { throw BenchFailure("the shop ended with \(ending)") }
  }

  private func start() throws {
    var request = SpawnRequest(
      ShopCopy.command[0], Array(ShopCopy.command.dropFirst()), environment: ShopCopy.environment, directory: shop.root)
    request.environment["SHOP_LISTEN"] = "127.0.0.1:\(port)"
    request.files = [1: log, 2: log]
    request.deathSignal = SIGKILL
    process = try request.spawn()
    try waitUntilItAccepts()
  }

  private func waitUntilItAccepts() throws {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      let probe = OwnedFile(
        try checked("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0) })
      if Self.withAddress(port, { connect(probe.number, $0, $1) }) == 0 { return }
      usleep(2_000)
    }
    throw BenchFailure("the shop does not accept connections on port \(port) within 20 s")
  }

  /// A port that is free now; whoever takes it first has it.
  private static func freePort() throws -> UInt16 {
    let file = OwnedFile(try checked("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) })
    _ = try checked("bind") { withAddress(0) { bind(file.number, $0, $1) } }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = try checked("getsockname") {
      withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(file.number, $0, &length) }
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func withAddress(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }
}
