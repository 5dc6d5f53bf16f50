import Glibc
import SystemCalls

/// Asks the kernel for its half-open connections over `NETLINK_SOCK_DIAG`. Swift sees none of its structures, so the
/// bytes are laid out here as `linux/inet_diag.h` has them.
enum SocketDiagnosis {
  enum Family: UInt8 { case four = 2, six = 10 }

  /// The clients of half-open connections to a port, as the bytes of their port and address in hex.
  static func clients(of port: UInt16, _ family: Family) throws(SystemError) -> [String] {
    let kind = Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let socket = OwnedFile(
      try checked("socket", "NETLINK_SOCK_DIAG") { Glibc.socket(AF_NETLINK, kind, netlinkSockDiag) })
    let request = request(port, family)
    _ = try checked("send", "NETLINK_SOCK_DIAG") { send(socket.number, request, request.count, 0) }
    var clients: [String] = []
    while true {
      let answer = try socket.read(1 << 16)
      if try take(answer, port, &clients) { return clients }
    }
  }

  private static let netlinkSockDiag: Int32 = 4
  private static let headerSize = 16
  private static let synReceived: UInt32 = 1 << 3

  private static func request(_ port: UInt16, _ family: Family) -> [UInt8] {
    var bytes: [UInt8] = []
    append(UInt32(headerSize + 56), to: &bytes)
    append(UInt16(20), to: &bytes)  // SOCK_DIAG_BY_FAMILY
    append(UInt16(0x301), to: &bytes)  // NLM_F_REQUEST | NLM_F_DUMP
    append(UInt64(1), to: &bytes)  // The sequence; any sender.
    bytes += [family.rawValue, UInt8(IPPROTO_TCP), 0, 0]
    append(synReceived, to: &bytes)
    append(port.bigEndian, to: &bytes)
    return bytes + [UInt8](repeating: 0, count: headerSize + 56 - bytes.count)
  }

  /// True at the end of the dump.
  private static func take(_ bytes: [UInt8], _ port: UInt16, _ clients: inout [String]) throws(SystemError) -> Bool {
    var rest = bytes[...]
    while rest.count >= headerSize {
      let length = Int(number(rest.prefix(4)))
      guard length >= headerSize, length <= rest.count else { break }
      switch number(rest.dropFirst(4).prefix(2)) {
      case 3: return true  // NLMSG_DONE
      case 2:  // NLMSG_ERROR
        let code = Int32(bitPattern: number(rest.dropFirst(headerSize).prefix(4)))
        throw SystemError("NETLINK_SOCK_DIAG", number: -code)
      default: take(rest.prefix(length).dropFirst(headerSize), port, &clients)
      }
      rest = rest.dropFirst((length + 3) & ~3)
    }
    if rest.isEmpty && !bytes.isEmpty { return false }
    throw SystemError("NETLINK_SOCK_DIAG", "an answer that is cut off", number: EBADMSG)
  }

  /// One `inet_diag_msg`: four bytes, ports, source and destination of sixteen bytes each, seen from the service.
  private static func take(_ message: ArraySlice<UInt8>, _ port: UInt16, _ clients: inout [String]) {
    guard message.count >= 40 else { return }
    let own = message.dropFirst(4).prefix(2).reduce(0) { $0 << 8 | UInt16($1) }
    if own != port { return }
    let client = message.dropFirst(6).prefix(2) + message.dropFirst(24).prefix(16)
    clients.append(client.map { String($0, radix: 16) }.joined(separator: "."))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value) { bytes += Array($0) }
  }
}
