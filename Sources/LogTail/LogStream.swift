import Glibc
import Healing
import TraceGrammar

/// One path that is tailed, with the files that stand or stood there.
struct LogStream: OpenLog.Reader {
  /// Events and counts since the last batch, told by the files.
  private let source: LogSource
  private let drain: Duration
  private(set) var logs: [OpenLog] = []
  /// More files than this are not opened at once: the others wait until these have been read.
  private static let mostOpen = 64
  /// How long to wait before files that were open before a restart are looked for again.
  private static let searchInterval: Duration = .milliseconds(20)
  /// What was open before a restart and has not turned up yet.
  private var sought = SoughtFiles()
  /// Files that were read to their end and closed; they are not opened again under their new names.
  private var closed: [TailPosition.Place] = []
  /// When the content of each of them last changed.
  private var closedTimes: [FileIdentity: Int64] = [:]
  /// When the content of the last of them last changed.
  private var closedModified: Int64?
  private var events: [Event] = []
  private var meter: RequestMeter
  private var meterStart: Duration?
  /// Since when what is read first may have come: since the cursor was told, where this is a restart.
  private var backlogStart: Timestamp?
  private var now = Moment(time: .unknown, uptime: .zero)
  /// Where the cursor of the last batch pointed.
  private var toldPosition: TailPosition?
  private var toldAt = Duration.zero
  /// What could not be done as it should, for the host's log.
  private(set) var warnings: [String] = []

  init(_ source: LogSource) {
    self.source = source
    drain = source.settings.drain
    meter = RequestMeter(source.settings.requests)
  }

  var path: String { source.path }

  /// Goes on where a cursor was made: the files that were open then are looked for, where they are now.
  mutating func resume(_ position: TailPosition, _ moment: Moment) {
    closed = position.closed
    closedModified = position.closedModified
    backlogStart = position.told.map { Timestamp(nanoseconds: $0) }
    sought = SoughtFiles(position.places, since: moment.uptime)
    toldPosition = position
    toldPosition?.told = nil
    follow(moment)
  }

  private mutating func seek(_ now: Duration) {
    guard !sought.isEmpty else { return }
    let found = sought.look(at: path, finder: source.finder, now)
    // What turns up late is older than what is read already.
    logs = found.logs + logs
    for place in found.emptied { openCopy(of: place, now) }
    if logs.isEmpty, let place = found.gone.last { openCopy(of: place, now) }
    if logs.isEmpty, sought.isEmpty {
      warnings.append("the file that was read last is gone; reading starts at the oldest data there is")
    }
  }

  /// The file was emptied after its content went into a copy: what was not read stands there.
  @discardableResult
  private mutating func openCopy(of place: TailPosition.Place, _ now: Duration) -> Bool {
    for sibling in Siblings(of: path).entries.reversed()
    where sibling.size >= place.offset && sibling.identity != place.file {
      guard var copy = OpenLog(sibling.path, finder: source.finder, place: place, now: now), place.head.length > 0,
        place.head.fits(copy.head)
      else { continue }
      copy.rotatedSince = now
      logs.append(copy)
      return true
    }
    return false
  }

  /// Looks which file stands at the path, and which stood there in between.
  mutating func follow(_ moment: Moment) {
    let now = moment.uptime
    seek(now)
    // What comes after them cannot be told before one of them is there.
    if logs.isEmpty, !sought.isEmpty { return }
    if let last = logs.indices.last, logs[last].rotatedSince == nil, logs[last].wasEmptied() { startOver(last, now) }
    for _ in 0..<8 {
      let current = stat.of(path).map(FileIdentity.init)
      if let last = logs.last, last.rotatedSince == nil {
        if last.identity == current { return }
        logs[logs.count - 1].rotatedSince = now
      }
      guard current != nil, var next = OpenLog(path, finder: source.finder, place: startPlace, now: now) else { return }
      // What stood beside the first file before it was opened is older.
      if logs.isEmpty, closed.isEmpty, toldPosition == nil { closeOlder(now) }
      guard openSuccessors(before: next.identity, now), stat.of(path).map(FileIdentity.init) == next.identity else {
        continue  // It was rotated again while the folder was read.
      }
      if let back = logs.firstIndex(where: { $0.identity == next.identity }) {
        logs[back].rotatedSince = nil
        logs.append(logs.remove(at: back))
      } else {
        sought.resume(&next)
        logs.append(next)
      }
      return
    }
  }

  private mutating func closeOlder(_ now: Duration) {
    let older = Siblings(of: path).entries.suffix(64)
    closed = older.compactMap { OpenLog($0.path, finder: source.finder, now: now)?.place }
    closedModified = older.last?.modified
  }

  private var startPlace: TailPosition.Place? {
    guard source.settings.from == .end, logs.isEmpty, closed.isEmpty, toldPosition == nil, let status = stat.of(path)
    else { return nil }
    return TailPosition.Place(file: FileIdentity(status), head: FileHead([]), offset: Int64(status.st_size))
  }

  private mutating func startOver(_ index: Int, _ now: Duration) {
    let place = logs[index].place
    let wasAtEnd = logs[index].quietSince < now
    var old = logs.remove(at: index)
    // In the copy, the record that is open is read again, with what follows it.
    if !openCopy(of: place, now) {
      old.flush(&self, partial: true)
      if !wasAtEnd { warnings.append("the file was emptied, and no copy of what was not yet read stands beside it") }
    }
    if let next = OpenLog(path, finder: source.finder, now: now) { logs.append(next) }
  }

  /// Opens what stood at the path after the last file that was read, and was rotated away unseen. Whether nothing
  /// moved meanwhile.
  private mutating func openSuccessors(before next: FileIdentity, _ now: Duration) -> Bool {
    // Where reading stopped is known, and nothing that it stopped in is left: all there is comes next.
    let resumed: Int64? = toldPosition == nil ? nil : .min
    let siblings = Siblings(of: path)
    guard siblings.isKnown else { return false }
    guard let since = logs.last?.status.modified ?? closedModified ?? resumed else { return true }
    let known = Set(logs.map(\.identity))
    // What should come next was rotated away too: opening what is younger first would hide it.
    if siblings.entries.contains(where: { $0.identity == next }) { return false }
    for sibling in siblings.entries where sibling.modified >= since && !known.contains(sibling.identity) {
      guard var log = OpenLog(sibling.path, finder: source.finder, now: now) else { return false }
      guard log.identity == sibling.identity else { return false }
      if closed.contains(where: { $0.file == log.identity && $0.head.fits(log.head) }) { continue }
      // A copy of what is open, as emptying in place leaves one.
      if logs.contains(where: { FileHead($0.head) == FileHead(log.head) && !log.head.isEmpty }) { continue }
      if logs.count >= Self.mostOpen { return false }
      sought.resume(&log)
      log.rotatedSince = now
      logs.append(log)
    }
    return true
  }

  /// Reads at most `budget` bytes of what is there. Whether there may be more.
  mutating func read(_ moment: Moment, budget: Int) -> Bool {
    now = moment
    var more = false
    var index = 0
    while index < logs.count, events.count < 500 {
      more = with(index) { log, stream in log.read(&stream, budget: budget, now: moment.uptime) } || more
      if logs[index].isFinished(moment.uptime, drain: drain, quiet: source.settings.quiet) {
        with(index) { log, stream in log.flush(&stream, partial: true) }
        let log = logs.remove(at: index)
        close(log)
      } else {
        index += 1
      }
    }
    return more || index < logs.count
  }

  private mutating func close(_ log: OpenLog) {
    let modified = log.status.modified
    closed = closed.suffix(127) + [log.place]
    closedTimes[log.identity] = modified
    if closedTimes.count > 256 { closedTimes = closedTimes.filter { file, _ in closed.contains { $0.file == file } } }
    closedModified = Swift.max(closedModified ?? .min, modified)
  }

  /// Those of the closed files that could be taken for new ones: of several that changed last within a moment, nobody
  /// can say by their times which was read.
  private var rememberedClosed: [TailPosition.Place] {
    let recent = closed.filter { closedTimes[$0.file] ?? .min >= (closedModified ?? .min) - 1_000_000_000 }
    return recent.count > 8 ? recent : closed.suffix(8)
  }

  /// Ends records that have waited long enough.
  mutating func flushQuiet(_ moment: Moment) {
    now = moment
    for index in logs.indices {
      let silence = moment.uptime - logs[index].quietSince
      guard silence >= source.settings.quiet else { continue }
      // A line without an end may still get one; a record in front of it waits with it.
      if logs[index].hasPartial, silence < source.settings.quiet * 7 { continue }
      with(index) { log, stream in log.flush(&stream, partial: true) }
    }
  }

  /// Lends one of the files out beside the rest.
  private mutating func with<R>(_ index: Int, _ body: (inout OpenLog, inout LogStream) -> R) -> R {
    var log = logs[index]
    let result = body(&log, &self)
    logs[index] = log
    return result
  }

  mutating func record(_ record: JoinedRecord, _ file: FileIdentity) {
    if let event = source.event(record, file, at: now.time) { events.append(event) }
  }

  mutating func line(_ line: UnsafeRawBufferPointer, _ head: LineHead, at place: Range<Int64>, _ file: FileIdentity) {
    meter.take(line, head, at: (file, place.lowerBound))
    if meterStart == nil, meter.first != nil { meterStart = now.uptime }
  }

  /// When something must be done though no line comes; nil when nothing waits.
  func deadline(_ settings: TailSettings) -> Duration? {
    let flushes = logs.compactMap { log -> Duration? in
      guard log.hasPending || log.hasPartial else {
        return log.rotatedSince.map { Swift.max($0, log.quietSince) + drain }
      }
      return log.quietSince + (log.hasPartial ? settings.quiet * 7 : settings.quiet)
    }
    let search = sought.isEmpty ? nil : now.uptime + Self.searchInterval
    return (flushes + [meterStart.map { $0 + settings.meterInterval }, search].compactMap { $0 }).min()
  }

  /// What is to be told now; nil when there is nothing.
  mutating func batch(_ moment: Moment) -> TailBatch? {
    let position = TailPosition(
      places: sought.places + logs.map(\.place), closed: rememberedClosed, closedModified: closedModified)
    let isMeterDue = meterStart.map { moment.uptime - $0 >= source.settings.meterInterval } ?? false
    // The first cursor at once: from then on, what is rotated away is not taken for older than the first look.
    let isFirst = toldPosition == nil && !logs.isEmpty
    let isLate = position != toldPosition && moment.uptime - toldAt >= .seconds(2) && meterStart == nil
    guard !events.isEmpty || isMeterDue || isFirst || isLate else { return nil }
    var all = events
    let period = backlogStart.map { moment.time - $0 } ?? meterStart.map { moment.uptime - $0 } ?? .zero
    backlogStart = nil
    if let event = meter.drain(source, at: moment.time, over: period) { all.append(event) }
    events = []
    meterStart = nil
    toldPosition = position
    toldAt = moment.uptime
    var cursor = position
    cursor.told = moment.time.nanoseconds
    return TailBatch(stream: path, events: all, cursor: cursor.bytes)
  }

  /// Gives the warnings once.
  mutating func takeWarnings() -> [String] {
    defer { warnings = [] }
    return warnings
  }
}

extension OpenLog {
  /// Whether a file that was rotated away has been read to its end and its writer had time to leave it.
  func isFinished(_ now: Duration, drain: Duration, quiet: Duration) -> Bool {
    guard let rotatedSince, isAtEnd else { return false }
    return now - Swift.max(rotatedSince, quietSince) >= drain
  }
}
