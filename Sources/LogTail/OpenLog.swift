import Glibc
import SystemCalls
import TraceGrammar

/// `SEEK_DATA` of Linux: to the next byte that is not in a hole.
private let seekData: Int32 = 3

/// A file that is being read.
struct OpenLog {
  /// Takes what was read.
  protocol Reader {
    mutating func record(_ record: JoinedRecord, _ file: FileIdentity)
    mutating func line(_ line: UnsafeRawBufferPointer, _ head: LineHead, at place: Range<Int64>, _ file: FileIdentity)
  }

  let file: OwnedFile
  let identity: FileIdentity
  private(set) var head: [UInt8]
  private let finder: TraceFinder
  private var splitter: LineSplitter
  /// What the file itself says.
  private var own: SubStream
  /// What a container's two streams say in it.
  private var wrapped: [String: SubStream] = [:]
  private var told: [String: Int64] = [:]
  /// Since when nothing was read.
  private(set) var quietSince: Duration
  /// Since when it no longer stands at its path.
  var rotatedSince: Duration?

  /// Opens a regular file at `offset`. Nil when there is none that may be read.
  init?(_ path: String, finder: TraceFinder, place: TailPosition.Place? = nil, now: Duration) {
    guard let file = OpenLog.open(path) else { return nil }
    self.file = file.0
    identity = FileIdentity(file.1)
    self.finder = finder
    head = OpenLog.head(of: file.0)
    splitter = LineSplitter(at: 0)
    own = SubStream(finder, told: 0)
    quietSince = now
    if let place { resume(at: place) }
  }

  /// Before anything is read: goes on where reading stopped.
  mutating func resume(at place: TailPosition.Place) {
    splitter = LineSplitter(at: place.offset)
    told = place.streams ?? [:]
    own = SubStream(finder, told: told[""] ?? 0)
  }

  private static func open(_ path: String) -> (OwnedFile, stat)? {
    let number = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard number >= 0 else { return nil }
    let file = OwnedFile(number)
    var status = stat()
    guard fstat(number, &status) == 0, status.isRegular else { return nil }
    return (file, status)
  }

  private static func head(of file: OwnedFile) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: FileHead.limit) { buffer, count in
      count = Swift.max(0, pread(file.number, buffer.baseAddress, FileHead.limit, 0))
    }
  }

  /// Size and time of the last change.
  var status: stat {
    var status = stat()
    fstat(file.number, &status)
    return status
  }

  /// Whether it was emptied since it was last looked at, even if it has grown again. Learns the beginning of a short
  /// file as it grows.
  mutating func wasEmptied() -> Bool {
    if Int64(status.st_size) < splitter.end { return true }
    let now = OpenLog.head(of: file)
    guard now.starts(with: head) else { return true }
    head = now
    return false
  }

  /// Reads what is there, at most `budget` bytes. Whether there may be more.
  mutating func read(_ reader: inout some Reader, budget: Int, now: Duration) -> Bool {
    var left = budget
    while left > 0 {
      let size = Swift.min(left, 256 * 1_024)
      let count = withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { buffer in
        let count = pread(file.number, buffer.baseAddress, size, Int(splitter.end))
        if count > 0 { take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), &reader) }
        return count
      }
      guard count > 0 else { return false }
      quietSince = now
      left -= count
    }
    return true
  }

  private mutating func take(_ bytes: UnsafeRawBufferPointer, _ reader: inout some Reader) {
    // A writer that does not append leaves a hole where the file was emptied.
    if bytes[0] == 0, !splitter.hasPartial {
      let data = lseek(file.number, Int(splitter.end), seekData)
      if data > splitter.end { return splitter.skip(Int64(data) - splitter.end) }
    }
    withSplitter { log, splitter in splitter.take(bytes) { log.line($0, $1, &reader) } }
  }

  /// Lends the splitter out, so that nothing in it is copied.
  private mutating func withSplitter(_ body: (inout OpenLog, inout LineSplitter) -> Void) {
    var splitter = LineSplitter(at: 0)
    swap(&splitter, &self.splitter)
    body(&self, &splitter)
    swap(&splitter, &self.splitter)
  }

  private mutating func line(_ line: UnsafeRawBufferPointer, _ place: Range<Int64>, _ reader: inout some Reader) {
    let line = UnsafeRawBufferPointer(rebasing: line.drop { $0 == 0 })
    if let wrapped = ContainerLine(line) {
      piece(wrapped, place, &reader)
    } else {
      give(line, place, &own, &reader)
    }
  }

  private mutating func piece(_ line: ContainerLine, _ place: Range<Int64>, _ reader: inout some Reader) {
    var stream = wrapped[line.stream] ?? SubStream(finder, told: told[line.stream] ?? 0)
    if let (whole, place) = stream.whole(line, place) {
      whole.withUnsafeBytes { give($0, place, &stream, &reader) }
    }
    wrapped[line.stream] = stream
  }

  private func give(
    _ line: UnsafeRawBufferPointer, _ place: Range<Int64>, _ stream: inout SubStream, _ reader: inout some Reader
  ) {
    guard place.lowerBound >= stream.told else { return }
    let step = stream.joiner.take(line, at: place)
    if let record = step.finished { reader.record(record, identity) }
    if let head = step.head { reader.line(line, head, at: place, identity) }
  }

  /// Ends the records that are open, and with `partial` the line that has no end.
  mutating func flush(_ reader: inout some Reader, partial: Bool) {
    if partial { withSplitter { log, splitter in splitter.takePartial { log.line($0, $1, &reader) } } }
    if let record = own.joiner.flush() { reader.record(record, identity) }
    for name in wrapped.keys.sorted() {
      if let record = wrapped[name]?.joiner.flush() { reader.record(record, identity) }
    }
  }

  /// Whether a line is kept that has no end.
  var hasPartial: Bool { splitter.hasPartial }

  /// Whether a record waits for its next line.
  var hasPending: Bool {
    own.joiner.pendingStart != nil || wrapped.values.contains { $0.joiner.pendingStart != nil }
  }

  /// Whether everything that the file holds was read.
  var isAtEnd: Bool { Int64(status.st_size) <= splitter.end }

  /// Where reading goes on after a restart.
  var place: TailPosition.Place {
    let pending = ([own] + wrapped.values).compactMap(\.pendingStart)
    let offset = pending.min() ?? splitter.start
    var told: [String: Int64]?
    if !wrapped.isEmpty, !pending.isEmpty { told = wrapped.mapValues { $0.pendingStart ?? splitter.start } }
    return TailPosition.Place(file: identity, head: FileHead(head), offset: offset, streams: told)
  }
}
