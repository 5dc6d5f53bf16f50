import Glibc

/// Cuts bytes into lines. A line that is not yet complete is kept; of a very long one only the beginning.
struct LineSplitter {
  /// The most that is kept of a line.
  static let limit = 64 * 1_024

  /// Where the line that is not complete begins.
  private(set) var start: Int64
  /// Where the next byte belongs.
  private(set) var end: Int64
  private var carry: [UInt8] = []

  /// Starts at an offset of the file.
  init(at offset: Int64) {
    start = offset
    end = offset
  }

  /// Whether a line without its end is kept.
  var hasPartial: Bool { end > start }

  /// Takes the next bytes of the file and gives every line that is complete, with its place.
  mutating func take(_ bytes: UnsafeRawBufferPointer, _ line: (UnsafeRawBufferPointer, Range<Int64>) -> Void) {
    var place = 0
    while place < bytes.count, let base = bytes.baseAddress,
      let hit = memchr(base + place, 0x0A, bytes.count - place)
    {
      let stop = UnsafeRawPointer(hit) - base
      let piece = UnsafeRawBufferPointer(rebasing: bytes[place..<stop])
      end += Int64(stop + 1 - place)
      give(piece, line)
      place = stop + 1
    }
    guard place < bytes.count else { return }
    keep(UnsafeRawBufferPointer(rebasing: bytes[place...]))
    end += Int64(bytes.count - place)
  }

  /// Gives the line that has no end, as if it had one.
  mutating func takePartial(_ line: (UnsafeRawBufferPointer, Range<Int64>) -> Void) {
    if hasPartial { give(UnsafeRawBufferPointer(start: nil, count: 0), line) }
  }

  /// Passes over `count` bytes that were not read.
  mutating func skip(_ count: Int64) {
    end += count
    if carry.isEmpty { start = end }
  }

  private mutating func give(_ rest: UnsafeRawBufferPointer, _ line: (UnsafeRawBufferPointer, Range<Int64>) -> Void) {
    let place = start..<end
    start = end
    if carry.isEmpty {
      line(UnsafeRawBufferPointer(rebasing: rest.prefix(Self.limit)), place)
    } else {
      keep(rest)
      carry.withUnsafeBytes { line($0, place) }
      carry.removeAll(keepingCapacity: carry.capacity <= Self.limit)
    }
  }

  private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
    carry.append(contentsOf: bytes.prefix(Self.limit - carry.count))
  }
}
