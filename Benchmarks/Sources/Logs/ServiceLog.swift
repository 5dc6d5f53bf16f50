import Glibc
import SystemCalls

/// A service's log as it grows in years, made by a seed: access lines of about 150 bytes, Python traces for one record in
/// a hundred, errors of one line for one in two hundred, warnings that are none.
struct ServiceLog {
  static let seed: UInt64 = 20_261_124
  /// Different places that fail; each is one incident.
  static let sites = 400

  /// What the file holds.
  struct Content {
    var bytes = 0
    var lines = 0
    var traces = 0
    var errorLines = 0
    /// Places that fail in it, and kinds of one-line errors: the incidents.
    var troubles = Set<String>()
    /// Records that tell of an error: what has to arrive.
    var errors: Int { traces + errorLines }
  }

  private var random = SeededGenerator(seed: seed)
  private var content = Content()
  private var text: [UInt8] = []
  private var records = 0
  private let traces: FailingSites

  private init(root: String) { traces = FailingSites(count: Self.sites, root: root) }

  /// Writes a log of at least `size` bytes whose traces name files below `root`.
  static func write(to path: String, size: Int, root: String) throws -> Content {
    var log = ServiceLog(root: root)
    let file = try OwnedFile(opening: path, O_WRONLY | O_CREAT | O_TRUNC)
    while log.content.bytes + log.text.count < size {
      log.addRecord()
      if log.text.count > 1 << 20 { try log.flush(to: file) }
    }
    log.addAccess()  // A trace ends where the next record begins.
    try log.flush(to: file)
    return log.content
  }

  private mutating func flush(to file: OwnedFile) throws(SystemError) {
    try file.writeAll(text)
    content.bytes += text.count
    content.lines += text.reduce(0) { $1 == 10 ? $0 + 1 : $0 }
    text.removeAll(keepingCapacity: true)
  }

  private mutating func addRecord() {
    records += 1
    switch Int.random(in: 0..<1000, using: &random) {
    case 0..<10: addTrace()
    case 10..<15: addErrorLine()
    case 15..<25: add("\(time) WARNING shop slow query took \(below(5_000)) ms worker=\(below(16))\n")
    default: addAccess()
    }
  }

  private mutating func addAccess() {
    let (address, item) = ("10.\(below(256)).\(below(256)).\(below(256))", below(100_000))
    let path = [
      "/products/p-\(item)", "/search?q=lamp\(item)&page=2", "/cart/\(item)/items", "/static/app.\(item).js",
    ][below(4)]
    let status = [200, 200, 200, 201, 204, 301, 304, 404][below(8)]
    let agent = ["Mozilla/5.0 (X11; Linux x86_64)", "curl/8.4.0", "okhttp/4.12.0", "python-requests/2.31"][below(4)]
    let took = "\(below(900)).\(below(10))ms"
    add(
      "\(time) INFO shop.access GET \(path) \(status) \(took) worker-\(below(16)) \(address) bytes=\(below(20_000)) agent=\"\(agent)\"\n"
    )
  }

  private mutating func addTrace() {
    let site = below(Self.sites)
    content.traces += 1
    content.troubles.insert("site \(site)")
    add("\(time) ERROR shop POST /cart failed worker=\(below(16))\n")
    text += traces.text(site, number: below(1_000))
  }

  private mutating func addErrorLine() {
    content.errorLines += 1
    let what = [
      "connection refused to 10.0.0.\(below(100)):5432", "TLS handshake failed peer=\(below(100))",
      "no space left on /var, \(below(100)) MB wanted",
    ]
    let kind = below(3)
    content.troubles.insert("line \(kind)")
    add("\(time) ERROR shop.pool worker-\(below(16)) \(what[kind])\n")
  }

  private mutating func add(_ line: String) { text += Array(line.utf8) }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  /// Grows by 50 ms a record, through one day and again.
  private var time: String {
    let (seconds, milliseconds) = (records / 20 % 86_400, records * 50 % 1_000)
    let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "2026-11-24 \(parts.joined(separator: ":")),\(String(milliseconds + 1_000).dropFirst())"
  }
}
