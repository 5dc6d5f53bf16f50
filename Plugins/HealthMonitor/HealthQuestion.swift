import Glibc
import Healing
import HomeostasisSDK
import SystemCalls

/// One `GET` of the health path and what comes of it.
struct HealthQuestion {
  enum Answer {
    case status(Int)
    case failure(String)
  }

  private let socket: OwnedFile?
  private let request: [UInt8]
  private let deadline: ContinuousClock.Instant
  private var failure: String?
  private var isSent = false
  private var received: [UInt8] = []

  /// Begins to connect.
  init(of service: ServiceDescription, within limit: Duration) throws(StageFailure) {
    guard let listen = service.listen, let path = service.health else {
      throw StageFailure(
        .invalid, code: "http-health.no-path", place: "services.\(service.name)",
        message: "there is nothing to ask: set `listen` and `health` of the service")
    }
    request = Array(
      "GET \(path) HTTP/1.1\r\nHost: \(listen)\r\nConnection: close\r\nUser-Agent: homeostasis-http-health\r\n\r\n".utf8
    )
    deadline = .now + limit
    do throws(SystemError) {
      socket = try Self.connect(to: listen)
    } catch {
      socket = nil
      failure = "no connection (\(String(cString: strerror(error.number))))"
    }
  }

  /// Waits for the answer; nil when the call has to return before it is there.
  mutating func wait(_ call: StageCall) -> Answer? {
    guard let socket else { return .failure(failure ?? "no connection") }
    while !call.isStopped {
      if let answer = step(socket) { return answer }
      if ContinuousClock.now >= deadline { return .failure("no answer in time") }
      let mayWait = (call.timeLeft ?? .seconds(1)) - .milliseconds(50)
      if mayWait <= .zero { return nil }
      var waiting = [pollfd(fd: socket.number, events: Int16(isSent ? POLLIN : POLLOUT), revents: 0)]
      let most = min(mayWait, deadline - .now, .milliseconds(100))
      Glibc.poll(&waiting, 1, Int32(max(most / .milliseconds(1), 1)))
    }
    return nil
  }

  private mutating func step(_ socket: OwnedFile) -> Answer? {
    if !isSent {
      let sent = request.withUnsafeBytes { send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent < 0 { return waits(errno) ? nil : .failure("no connection (\(String(cString: strerror(errno))))") }
      if sent != request.count { return .failure("the connection was closed") }
      isSent = true
    }
    var part = [UInt8](repeating: 0, count: 512)
    let count = part.withUnsafeMutableBytes { recv(socket.number, $0.baseAddress, $0.count, 0) }
    if count < 0 { return waits(errno) ? nil : .failure("the connection was cut") }
    received += part.prefix(count)
    if let status = Self.status(received) { return .status(status) }
    return count == 0 || received.count > 4096 ? .failure("the answer is not HTTP") : nil
  }

  private func waits(_ number: Int32) -> Bool { [EAGAIN, EINTR, ENOTCONN, EINPROGRESS].contains(number) }

  private static func status(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 12, bytes.starts(with: "HTTP/1.".utf8) else { return nil }
    return Int(String(decoding: bytes[9..<12], as: UTF8.self))
  }

  /// Where the service listens on all addresses it is asked on this machine's own.
  private static func connect(to listen: String) throws(SystemError) -> OwnedFile {
    guard let colon = listen.lastIndex(of: ":") else { throw SystemError("connect", listen, number: EINVAL) }
    let host = listen[..<colon].filter { $0 != "[" && $0 != "]" }
    let port = String(listen[listen.index(after: colon)...])
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let address = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
    guard getaddrinfo(address, port, &hints, &list) == 0, let first = list?.pointee else {
      throw SystemError("connect", listen, number: EINVAL)
    }
    defer { freeaddrinfo(list) }
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let socket = OwnedFile(try checked("socket") { Glibc.socket(first.ai_family, kind, 0) })
    if Glibc.connect(socket.number, first.ai_addr, first.ai_addrlen) != 0 && errno != EINPROGRESS {
      throw SystemError("connect", listen)
    }
    return socket
  }
}
