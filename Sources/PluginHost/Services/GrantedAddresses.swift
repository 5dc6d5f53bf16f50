import FoundationEssentials
import Healing

/// `homeostasis.http/1`: one request to an address that the configuration names.
struct GrantedAddresses: HTTPService {
  private let grants: Grants
  private let limit: CallLimit
  private static let longest: Duration = .seconds(600)

  init(_ grants: Grants, _ limit: CallLimit) {
    self.grants = grants
    self.limit = limit
  }

  func request(_ request: HTTPRequest) throws(StageFailure) -> HTTPReply {
    let target = try Self.target(request.url)
    guard grants.addresses.contains(where: { $0.host == target.host && $0.port == target.port }) else {
      let entry = "http: ['\(target.host.contains(":") ? "[\(target.host)]" : target.host):\(target.port)']"
      throw StageFailure(
        .denied, code: "http.not-granted", place: request.url, message: "not granted: \(grants.remedy(.http, entry))")
    }
    try Self.check(request)
    let left = limit.left(atMost: Self.longest, wanted: request.wallMs)
    guard left > .zero else {
      throw StageFailure(.timeout, code: "http.timeout", place: request.url, message: "the call's time is up")
    }
    return try CurlTransfer(request, within: left, isStopped: limit.isStopped).run()
  }

  /// The host and port of a URL. What the client would read otherwise than this function is refused.
  static func target(_ url: String) throws(StageFailure) -> (host: String, port: Int) {
    let schemes = [("http://", 80), ("https://", 443)]
    guard let (scheme, usual) = schemes.first(where: { url.lowercased().hasPrefix($0.0) }),
      url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { throw wrong(url) }
    let authority = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    if authority.contains("@") { throw wrong(url) }
    var (host, digits) = (authority, Substring(""))
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { throw wrong(url) }
      host = authority[authority.index(after: authority.startIndex)..<end]
      digits = authority[authority.index(after: end)...]
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      digits = authority[colon...]
    }
    let isName = host.utf8.allSatisfy {
      $0 == 45 || $0 == 46 || $0 == 58 || $0 == 95 || (48...57).contains($0) || (65...90).contains($0 & 0xDF)
    }
    guard !host.isEmpty, isName, digits.isEmpty || digits.hasPrefix(":") else { throw wrong(url) }
    if digits.count <= 1 { return (host.lowercased(), usual) }
    guard digits.dropFirst().utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(digits.dropFirst()),
      (1...65_535).contains(port)
    else { throw wrong(url) }
    return (host.lowercased(), port)
  }

  private static func check(_ request: HTTPRequest) throws(StageFailure) {
    let isToken = request.method.utf8.allSatisfy { (65...90).contains($0) } && (1...20).contains(request.method.count)
    let areHeaders = request.headers.allSatisfy { pair in
      pair.count == 2 && !pair[0].isEmpty && !pair[0].contains(":")
        && pair.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
    }
    guard isToken, areHeaders else {
      throw StageFailure(
        .invalid, code: "http.request", place: request.url,
        message: "a method is made of capital letters, and a header is a pair of a name and a value in one line")
    }
  }

  private static func wrong(_ url: String) -> StageFailure {
    StageFailure(
      .invalid, code: "http.url", place: String(url.prefix(200)),
      message: "must be http:// or https://, a host, a port where it is not the usual one, and a path")
  }
}
