import CPCRE2

/// What the library calls `PCRE2_UNSET`.
private let unset = Int(bitPattern: UInt.max)

/// One search within its limits.
///
/// The library counts steps anew at every place where a match could start, and a step can run over the whole subject.
/// So the fast form gets few places at a time and few steps at each; where those do not do, the form that watches the
/// clock goes on from there.
struct BoundedSearch {
  enum Result { case found, none, gaveUp }

  private let compiled: CompiledPattern
  private let limits: PatternLimits
  private let subject: UnsafeRawBufferPointer
  private let scratch: SearchScratch

  init(_ compiled: CompiledPattern, _ limits: PatternLimits, _ subject: UnsafeRawBufferPointer) {
    self.compiled = compiled
    self.limits = limits
    self.subject = subject
    scratch = SearchScratch.current(groups: compiled.groupCount)
  }

  /// Looks for the leftmost match that starts at `offset` or behind it.
  mutating func run(from offset: Int) -> Result {
    guard (0...subject.count).contains(offset) else { return .none }
    pcre2_set_depth_limit_8(scratch.context, limits.depth)
    pcre2_set_heap_limit_8(scratch.context, limits.memoryKiB)
    let places = Swift.max(16, 1_000_000 / (subject.count + 1))
    let steps = Swift.max(64, 2_000_000 / (subject.count + 1))
    pcre2_set_match_limit_8(scratch.context, UInt32(steps))
    if subject.count - offset <= places { return piece(from: offset, to: subject.count, deadline: nil) }
    return pieces(of: places, from: offset)
  }

  private func pieces(of places: Int, from offset: Int) -> Result {
    let deadline = monotonicNanoseconds() &+ limits.time.wholeNanoseconds
    var from = offset
    while true {
      let to = characterStart(from + places)
      let result = piece(from: from, to: to, deadline: deadline)
      if result != .none || to >= subject.count || compiled.options.contains(.anchored) { return result }
      if monotonicNanoseconds() > deadline { return .gaveUp }
      from = to
    }
  }

  /// Tries the places from `from` to `to`, both included: trying one twice does no harm.
  private func piece(from: Int, to: Int, deadline: Int64?) -> Result {
    pcre2_set_offset_limit_8(scratch.context, to)
    let code = match(compiled.fast, from)
    if code > 0 { return .found }
    if code == PCRE2_ERROR_NOMATCH { return .none }
    return watched(from: from, until: deadline ?? (monotonicNanoseconds() &+ limits.time.wholeNanoseconds))
  }

  private func watched(from: Int, until deadline: Int64) -> Result {
    guard let form = compiled.watched else { return .gaveUp }
    pcre2_set_offset_limit_8(scratch.context, unset)
    pcre2_set_match_limit_8(scratch.context, 1_000_000_000)
    let code = scratch.watching(until: deadline) { match(form, from) }
    return code > 0 ? .found : code == PCRE2_ERROR_NOMATCH ? .none : .gaveUp
  }

  private func match(_ code: OpaquePointer, _ offset: Int) -> Int32 {
    let bytes = subject.assumingMemoryBound(to: UInt8.self)
    return pcre2_match_8(code, bytes.baseAddress, bytes.count, offset, 0, scratch.block, scratch.context)
  }

  private func characterStart(_ place: Int) -> Int {
    var place = Swift.min(place, subject.count)
    while place < subject.count, subject[place] & 0xC0 == 0x80 { place += 1 }
    return place
  }

  /// The groups of what was found; the first is the whole match.
  var ranges: [Range<Int>?] { (0...compiled.groupCount).map(range(of:)) }

  /// The whole match of what was found.
  var range: Range<Int>? { range(of: 0) }

  private func range(of group: Int) -> Range<Int>? {
    guard let pairs = pcre2_get_ovector_pointer_8(scratch.block) else { return nil }
    let (start, end) = (pairs[2 * group], pairs[2 * group + 1])
    return start == unset ? nil : start..<Swift.max(start, end)
  }
}

extension Duration {
  fileprivate var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds > 1_000_000 ? 1_000_000_000_000_000 : seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
