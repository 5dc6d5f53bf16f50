import Glibc
public import Healing
public import SystemCalls
public import TraceGrammar

/// Tails log files: whole records come out, across rotation, truncation and restarts.
///
/// ```swift
/// let tail = try LogTail(settings, grammars)
/// tail.resume(cursors, .now())
/// while running {
///   tail.wait(atMost: .seconds(1))
///   for batch in tail.look(.now()) { emit(batch) }
/// }
/// ```
///
/// One thread at a time may use it.
public final class LogTail {
  private static let mostStreams = 1_000
  private static let budget = 4 * 1_024 * 1_024

  private let settings: TailSettings
  private let finder: TraceFinder
  private let parser: TraceParser
  private let zone: Int64
  private let watch: TailWatch
  private var streams: [String: LogStream] = [:]
  /// Cursors of paths that do not exist yet.
  private var cursors: [String: TailPosition] = [:]
  private var hasMore = true
  private var deadline: Duration?
  private var lastLook = Duration.zero
  private var warnings: [String: String] = [:]

  /// Prepares to tail; no file is opened yet.
  /// - Throws: when the kernel does not let one more watcher be made.
  public init(_ settings: TailSettings, _ grammars: [TraceGrammar]) throws(SystemError) {
    self.settings = settings
    finder = TraceFinder(grammars)
    parser = TraceParser(grammars)
    zone = LogTail.zone()
    watch = try TailWatch()
  }

  private static func zone() -> Int64 {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return Int64(parts.tm_gmtoff)
  }

  /// Before the first look: where reading stopped.
  public func resume(_ cursors: [Cursor]) {
    for cursor in cursors {
      if let position = TailPosition.read(cursor.position) {
        self.cursors[cursor.stream] = position
      } else {
        warnings[cursor.stream] =
          "the place where reading stopped cannot be read; reading starts at the oldest data there is"
      }
    }
  }

  /// Waits until there may be something to do, at most for `time`. No look is needed while it waits.
  /// - Parameter moment: the present.
  public func wait(atMost time: Duration, from moment: Moment = .now()) {
    guard !hasMore else { return }
    let next = Swift.min(lastLook + settings.lookInterval, deadline ?? .seconds(1 << 40))
    _ = watch.wait(Swift.max(.zero, Swift.min(time, next - moment.uptime)))
  }

  /// Reads what is there and gives what is to be told, one batch a stream. Each batch must be stored before its cursor
  /// counts; the next look goes on behind it.
  public func look(_ moment: Moment) -> [TailBatch] {
    lastLook = moment.uptime
    hasMore = false
    var batches: [TailBatch] = []
    for path in paths() {
      var stream = streams.removeValue(forKey: path) ?? open(path, moment)
      watch.watchFolder(of: path)
      stream.follow(moment)
      for log in stream.logs { watch.watch(log.file, log.identity) }
      if stream.read(moment, budget: Self.budget) { hasMore = true }
      stream.flushQuiet(moment)
      if let batch = stream.batch(moment) { batches.append(batch) }
      for warning in stream.takeWarnings() { warnings[path] = warning }
      streams[path] = stream
    }
    watch.keepOnly(Set(streams.values.flatMap { $0.logs.map(\.identity) }))
    deadline = streams.values.compactMap { $0.deadline(settings) }.min()
    return batches
  }

  /// What could not be done as it should since the last call, by the path.
  public func takeWarnings() -> [String: String] {
    defer { warnings = [:] }
    return warnings
  }

  private func open(_ path: String, _ moment: Moment) -> LogStream {
    let source = LogSource(settings: settings, path: path, finder: finder, parser: parser, zone: zone)
    var stream = LogStream(source)
    if let position = cursors.removeValue(forKey: path) { stream.resume(position, moment) }
    return stream
  }

  /// The paths, and what the globs among them match now; what was matched once stays.
  private func paths() -> [String] {
    var result = Set(streams.keys)
    for path in settings.paths {
      guard path.contains(where: { "*?[".contains($0) }) else {
        result.insert(path)
        continue
      }
      watch.watchFolder(of: path)
      let found = LogTail.expanded(path).filter { !Siblings.isRotated($0) }
      result.formUnion(found.prefix(Self.mostStreams - Swift.min(result.count, Self.mostStreams)))
    }
    return result.sorted()
  }

  private static func expanded(_ pattern: String) -> [String] {
    var matches = glob_t()
    defer { globfree(&matches) }
    guard glob(pattern, 0, nil, &matches) == 0 else { return [] }
    return (0..<Int(matches.gl_pathc)).compactMap { matches.gl_pathv[$0].map { String(cString: $0) } }
  }
}
