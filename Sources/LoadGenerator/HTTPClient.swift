import Glibc
import SystemCalls

/// One client of the load: sends a request and reads its whole answer, on a kept connection where there is one. What
/// went wrong is never tried again: it would hide a loss.
struct HTTPClient {
  typealias Failure = LoadReport.Failure

  let plan: LoadPlan
  private var connection: OwnedFile?

  init(_ plan: LoadPlan) { self.plan = plan }

  /// The status of the answer.
  mutating func exchange(_ request: [UInt8]) throws(Failure) -> Int {
    do throws(Failure) {
      let socket: OwnedFile
      if let kept = connection { socket = kept } else { socket = try connect() }
      connection = socket
      try send(request, socket)
      let (status, reusable) = try receive(socket)
      if !reusable || !plan.keepAlive { connection = nil }
      return status
    } catch {
      connection = nil
      throw error
    }
  }

  private func connect() throws(Failure) -> OwnedFile {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let number = Glibc.socket(AF_INET, kind, 0)
    guard number >= 0 else { throw Failure(loss: .refused) }
    let socket = OwnedFile(number)
    var one: Int32 = 1
    setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    let (seconds, attoseconds) = plan.timeout.components
    var limit = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = plan.port.bigEndian
    inet_pton(AF_INET, plan.address, &address.sin_addr)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 { throw Failure(loss: errno == EINPROGRESS || errno == ETIMEDOUT ? .timeout : .refused) }
    return socket
  }

  private func send(_ bytes: [UInt8], _ socket: OwnedFile) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let sent = bytes.withUnsafeBytes {
        Glibc.send(socket.number, $0.baseAddress! + done, $0.count - done, Int32(MSG_NOSIGNAL))
      }
      if sent > 0 { done += sent } else if errno != EINTR { throw Failure(loss: errno == EAGAIN ? .timeout : .reset) }
    }
  }

  /// The status, and whether the connection can be used again.
  private func receive(_ socket: OwnedFile) throws(Failure) -> (Int, Bool) {
    var answer = HTTPAnswer()
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = buffer.withUnsafeMutableBytes { recv(socket.number, $0.baseAddress, $0.count, 0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(loss: errno == EAGAIN ? .timeout : .reset)
      }
      let isWhole = count == 0 ? answer.end() : answer.take(buffer[..<count])
      if answer.isMalformed { throw Failure(loss: .malformed) }
      if isWhole { return (answer.status, answer.keepsConnection && count > 0) }
      if count == 0 { throw Failure(loss: answer.isEmpty ? .reset : .incomplete) }
    }
  }
}
