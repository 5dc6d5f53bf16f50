import Glibc
import SystemCalls

/// The peer of a call through a runner: another process that reads so many bytes over a stream socket and sends so many
/// back. It runs this program again.
struct EchoPeer {
  /// The argument that makes this program the other side.
  static let word = "echo-peer"
  private let socket: OwnedFile
  private let child: ChildProcess

  init() throws(SystemError) {
    let (mine, theirs) = try UnixSocket.pair()
    var request = SpawnRequest(try Files.resolve("/proc/self/exe"), [Self.word], environment: [:])
    request.files = [0: theirs]
    child = try request.spawn()
    socket = mine
  }

  /// Microseconds of each exchange. A message begins with its length and that of the answer.
  func roundTrips(sending: Int, receiving: Int, count: Int) throws -> Samples {
    let message = Self.header(sending, receiving) + [UInt8](repeating: 7, count: sending)
    var samples = Samples()
    for _ in 0..<count {
      let started = ContinuousClock.now
      try socket.writeAll(message)
      guard try Self.take(receiving, from: socket) != nil else { throw BenchFailure("the echo has ended") }
      samples.add((ContinuousClock.now - started).microsecondsAsDouble)
    }
    return samples
  }

  /// Ends the other side.
  func end() throws {
    shutdown(socket.number, Int32(SHUT_RDWR))
    if try child.wait().code != 0 { throw BenchFailure("the echo did not end well") }
  }

  /// The other side: answers until the socket is closed.
  static func serve() -> Int32 {
    let socket = OwnedFile(0)
    do throws(SystemError) {
      while let header = try take(16, from: socket) {
        let (incoming, outgoing) = (number(header[..<8]), number(header[8...]))
        guard try take(incoming, from: socket) != nil else { return 1 }
        try socket.writeAll([UInt8](repeating: 7, count: outgoing))
      }
      return 0
    } catch {
      return 1
    }
  }

  private static func take(_ count: Int, from socket: OwnedFile) throws(SystemError) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let part = try socket.read(min(count - bytes.count, 1 << 16))
      if part.isEmpty { return nil }
      bytes += part
    }
    return bytes
  }

  private static func header(_ sending: Int, _ receiving: Int) -> [UInt8] {
    [sending, receiving].flatMap { number in withUnsafeBytes(of: UInt64(number).littleEndian) { Array($0) } }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    Int(bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
