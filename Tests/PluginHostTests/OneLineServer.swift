import Glibc
import Healing
import Synchronization
import SystemCalls

/// Answers every HTTP request with its first line and the status 201, on a port that the kernel has chosen.
final class OneLineServer: Sendable {
  let port: Int
  private let listener: OwnedFile
  private let worker = WorkerThread(name: "server")
  private let stopped = Atomic(false)

  init() async throws {
    let listener = OwnedFile(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener.number, $0, length) == 0 && listen(listener.number, 8) == 0
          && getsockname(listener.number, $0, &length) == 0
      }
    }
    if !isBound { throw SystemError("bind") }
    port = Int(UInt16(bigEndian: address.sin_port))
    worker.perform { [self] in
      while true {
        let client = OwnedFile(accept(listener.number, nil, nil))
        if client.number < 0 || stopped.load(ordering: .acquiring) { return }
        Self.answer(client)
      }
    }
  }

  private static func answer(_ client: OwnedFile) {
    // A client that only connects, or that goes, gets no answer.
    guard let request = try? client.read(1 << 16), !request.isEmpty else { return }
    let line = String(decoding: request.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    let head = "HTTP/1.1 201 Created\r\nContent-Length: \(line.utf8.count)\r\nConnection: close\r\n\r\n"
    try? client.writeAll(head + line)
  }

  /// Its thread has ended when this returns.
  func stop() async {
    stopped.store(true, ordering: .releasing)
    shutdown(listener.number, Int32(SHUT_RDWR))
    _ = await worker.run { true }
  }
}

/// What was said, in its order.
final class SaidList: Sendable {
  private let values = Mutex<[JSONValue]>([])
  func add(_ value: JSONValue) { values.withLock { $0.append(value) } }
  var all: [JSONValue] { values.withLock { $0 } }
}
