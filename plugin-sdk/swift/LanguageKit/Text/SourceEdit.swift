/// Replaces a range of a source's working bytes; an empty range inserts.
public struct SourceEdit: Sendable, Hashable {
  /// Bytes of the source's `working` form.
  public var range: Range<Int>
  /// What stands there afterwards.
  public var replacement: String

  /// - Parameter replacement: may be empty.
  public init(_ range: Range<Int>, with replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

extension SourceText {
  /// The source after `edits`, which refer to it as it is now. Insertions at one place stay in their order.
  /// Nil when two of them overlap, one lies outside, or the result cannot be written in the file's encoding.
  public func applying(_ edits: [SourceEdit]) -> SourceText? { bytes(applying: edits).map { SourceText($0) } }

  /// As ``applying(_:)``, the bytes of the file alone.
  func bytes(applying edits: [SourceEdit]) -> [UInt8]? {
    var result: [UInt8] = []
    var place = 0
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }
    for (_, edit) in ordered {
      guard edit.range.lowerBound >= place, edit.range.upperBound <= working.count else { return nil }
      result += working[place..<edit.range.lowerBound]
      result += edit.replacement.utf8
      place = edit.range.upperBound
    }
    result += working[place...]
    return encoded(result)
  }
}
