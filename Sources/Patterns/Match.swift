/// A match with the text of its groups. It keeps a copy of what it matched and no reference to the subject.
public struct Match: Sendable, Hashable {
  /// Where each group is in the subject, in bytes; the first is the whole match. Nil: the group took no part.
  public let ranges: [Range<Int>?]
  private let bytes: [UInt8]
  private let start: Int
  private let names: [String: [Int]]

  init(_ ranges: [Range<Int>?], in subject: UnsafeRawBufferPointer, names: [String: [Int]]) {
    self.ranges = ranges
    self.names = names
    // Groups in look-arounds can lie outside of the match itself.
    var start = Int.max
    var end = 0
    for case let range? in ranges {
      start = min(start, range.lowerBound)
      end = max(end, range.upperBound)
    }
    self.start = start
    bytes = start < end ? [UInt8](subject[start..<end]) : []
  }

  /// Where the whole match is. With `\K` it can start behind its end; then it is empty.
  public var range: Range<Int> { ranges[0] ?? 0..<0 }

  /// The text of the whole match. Ill-formed UTF-8 is shown as replacement characters.
  public var text: String { text(0) ?? "" }

  /// The text of a group by its number; nil when there is no such group or it took no part in the match.
  public func text(_ group: Int) -> String? {
    guard ranges.indices.contains(group), let range = ranges[group] else { return nil }
    return String(decoding: bytes[(range.lowerBound - start)..<(range.upperBound - start)], as: UTF8.self)
  }

  /// The text of a group by its name; of several groups with one name, the first that took part.
  public func text(named name: String) -> String? {
    guard let number = taken(name) else { return nil }
    return text(number)
  }

  /// Where a named group is in the subject.
  public func range(named name: String) -> Range<Int>? {
    guard let number = taken(name) else { return nil }
    return ranges[number]
  }

  private func taken(_ name: String) -> Int? {
    names[name]?.first { ranges.indices.contains($0) && ranges[$0] != nil }
  }
}
