import Glibc

/// How an address is written.
enum AddressText {
  struct Flaw: Error {
    var reason: String
    var suggestion: String?
  }

  static func read(_ text: String) -> Result<ListenAddress, Flaw> {
    if let scheme = text.firstRange(of: "://") {
      let rest = text[scheme.upperBound...].prefix { $0 != "/" }
      return .failure(Flaw(reason: "it is a URL", suggestion: "write \(rest)"))
    }
    guard let colon = text.lastIndex(of: ":") else { return .failure(withoutPort(text)) }
    let host = String(text[..<colon])
    let digits = text[text.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(digits), port <= 65_535
    else {
      return .failure(Flaw(reason: "the port must be a number from 0 to 65535"))
    }
    return address(host, port)
  }

  private static func address(_ host: String, _ port: Int) -> Result<ListenAddress, Flaw> {
    if host.isEmpty {
      return .failure(
        Flaw(reason: "the host is missing", suggestion: "write 127.0.0.1:\(port), or 0.0.0.0:\(port) for all networks"))
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      let inner = String(host.dropFirst().dropLast())
      if isNumeric(inner, AF_INET6) { return .success(ListenAddress(host: inner, port: port)) }
      return .failure(Flaw(reason: "there is no IPv6 address in the brackets"))
    }
    if isNumeric(host, AF_INET6) {
      return .failure(Flaw(reason: "an IPv6 address needs brackets", suggestion: "write [\(host)]:\(port)"))
    }
    if host.allSatisfy({ $0 == "." || $0.isNumber }) {
      guard isNumeric(host, AF_INET) else { return .failure(Flaw(reason: "\(host.brief) is no IPv4 address")) }
    } else if !isName(host) {
      return .failure(Flaw(reason: "\(host.brief.debugDescription) is no host name"))
    }
    return .success(ListenAddress(host: host, port: port))
  }

  private static func withoutPort(_ text: String) -> Flaw {
    if let port = Int(text), (0...65_535).contains(port) {
      return Flaw(reason: "the host is missing", suggestion: "write 127.0.0.1:\(port)")
    }
    return Flaw(
      reason: "the port is missing", suggestion: isName(text) ? "write \(text):8080, with the right port" : nil)
  }

  private static func isNumeric(_ text: String, _ family: Int32) -> Bool {
    var address = in6_addr()  // Room for the larger of the two.
    return inet_pton(family, text, &address) == 1
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 253
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { $0 == 45 || $0 == 95 || (48...57).contains($0) || (65...90).contains($0 & 0xDF) }
      }
  }
}
