import SystemCalls

/// Connections that have been begun and not yet been made: they are bound to the socket that was current when their
/// first packet came, and appear in its backlog only when the client's last packet of three has come.
enum HalfOpen {
  /// The clients of all half-open connections to a port.
  static func clients(of port: UInt16, isSix: Bool) -> Set<String> {
    var clients: Set<String> = []
    for table in isSix ? ["/proc/net/tcp6", "/proc/net/tcp"] : ["/proc/net/tcp"] {
      // Without the table the backlog alone decides, as it does for all but the slowest clients.
      guard let text = try? Files.text(table) else { continue }
      clients.formUnion(Self.clients(in: text, port: port))
    }
    return clients
  }

  static func clients(in table: String, port: UInt16) -> [String] {
    let wanted = ":" + String(port + 0x10000 as UInt32, radix: 16, uppercase: true).dropFirst()
    return table.split(separator: "\n").dropFirst().compactMap { line in
      let columns = line.split(separator: " ", maxSplits: 4)
      guard columns.count == 5, columns[1].hasSuffix(wanted), columns[3] == "03" else { return nil }
      return String(columns[2])
    }
  }
}

private func + (port: UInt16, base: UInt32) -> UInt32 { UInt32(port) + base }
