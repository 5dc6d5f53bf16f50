import Healing
import Patterns
import TraceGrammar

/// Counts the requests that a service answered, as its access lines tell.
struct RequestMeter {
  /// Upper bounds of the buckets of seconds; one more bucket holds what is above.
  static let bounds: [Double] = [0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  private static let mostPaths = 50

  private struct Count {
    var requests: Int64 = 0
    var failed: Int64 = 0

    mutating func add(_ status: Int) {
      requests += 1
      if status >= 500 { failed += 1 }
    }
  }

  private let pattern: Pattern?
  private var total = Count()
  private var timed: Int64 = 0
  private var buckets = [Int64](repeating: 0, count: bounds.count + 1)
  private var paths: [String: Count] = [:]
  /// Where the first line stands that was counted.
  private(set) var first: (file: FileIdentity, offset: Int64)?

  init(_ pattern: Pattern?) {
    self.pattern = pattern
  }

  /// Takes the first line of a record.
  mutating func take(_ line: UnsafeRawBufferPointer, _ head: LineHead, at place: (file: FileIdentity, offset: Int64)) {
    if let pattern {
      guard let match = pattern.firstMatch(in: line), let status = match.text(named: "status").flatMap({ Int($0) })
      else {
        return
      }
      let milliseconds = match.text(named: "ms").flatMap { Double($0) }.map { $0 / 1_000 }
      let seconds = milliseconds ?? match.text(named: "seconds").flatMap { Double($0) }
      add(Self.path(match.text(named: "path").map { Array($0.utf8) } ?? []), status, seconds, place)
    } else if let access = head.access {
      add(Self.path(line[access.target]), access.status, access.seconds, place)
    }
  }

  /// The target without its query.
  private static func path(_ target: some Collection<UInt8>) -> String {
    String(decoding: target.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }.prefix(200), as: UTF8.self)
  }

  private mutating func add(
    _ path: String, _ status: Int, _ seconds: Double?, _ place: (file: FileIdentity, offset: Int64)
  ) {
    total.add(status)
    first = first ?? place
    if let seconds, seconds >= 0 {
      timed += 1
      buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    }
    paths[paths[path] != nil || paths.count < Self.mostPaths ? path : "*", default: Count()].add(status)
  }

  /// The counts since the last call as one event; nil when there were none.
  /// - Parameter period: how long ago the first of them was read.
  mutating func drain(_ source: LogSource, at time: Timestamp, over period: Duration) -> Event? {
    guard let first else { return nil }
    // Counts are stored together with the cursor behind them, so the first line of no two is the same.
    var event = Event(
      id: "requests-" + source.id(first.file, first.offset, []), at: time, service: source.settings.service,
      source: source.path, signal: .metric, severity: .info, message: "http.requests")
    event.value = Double(total.requests)
    event.unit = "1"
    var attributes: [String: JSONValue] = [
      "failed": .integer(total.failed), "period": .number(period.inSeconds),
    ]
    if timed > 0 {
      attributes["seconds"] = [
        "bounds": .array(Self.bounds.map { .number($0) }), "counts": .array(buckets.map { .integer($0) }),
      ]
    }
    attributes["by_path"] = .object(
      paths.mapValues { ["requests": .integer($0.requests), "failed": .integer($0.failed)] })
    event.attributes = .object(attributes)
    self = RequestMeter(pattern)
    return event
  }
}
