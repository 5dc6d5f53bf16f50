import SystemCalls

/// Connections that have been begun and not yet been made: they are bound to the socket that was current when their
/// first packet came, and appear in its backlog only when the client's last packet of three has come.
enum HalfOpen {
  /// The clients of all half-open connections to a port.
  static func clients(of port: UInt16, isSix: Bool) -> Set<String> {
    var clients: Set<String> = []
    // A socket for IPv6 may take IPv4 too.
    for family in isSix ? [SocketDiagnosis.Family.six, .four] : [.four] {
      do throws(SystemError) {
        clients.formUnion(try SocketDiagnosis.clients(of: port, family))
      } catch {
        // Kernels without the module still have the table, which takes long to read where there are many connections.
        // Without either the backlog alone decides, as it does for all but the slowest clients.
        let table = (try? Files.text(family == .six ? "/proc/net/tcp6" : "/proc/net/tcp")) ?? ""
        clients.formUnion(Self.clients(in: table, port: port))
      }
    }
    return clients
  }

  static func clients(in table: String, port: UInt16) -> [String] {
    let digits = String(port, radix: 16, uppercase: true)
    let wanted = ":" + String(repeating: "0", count: 4 - digits.count) + digits
    return table.split(separator: "\n").dropFirst().compactMap { line in
      let columns = line.split(separator: " ", maxSplits: 4)
      guard columns.count == 5, columns[1].hasSuffix(wanted), columns[3] == "03" else { return nil }
      return String(columns[2])
    }
  }
}
