import CPCRE2

/// A regular expression in the syntax of Perl, compiled to machine code, that may be given any text by anyone.
///
/// ```swift
/// let pattern = try Pattern(#"(?<method>GET|POST) (?<path>\S+)"#)
/// pattern.firstMatch(in: line)?.text(named: "path")
/// ```
///
/// A search is bounded in time, memory and depth by ``PatternLimits``; what is not well-formed UTF-8 in the subject
/// matches nothing and does no harm. A pattern can be used from any number of threads at once.
public struct Pattern: Sendable {
  /// The expression as it was given.
  public let text: String
  /// What a search may cost.
  public let limits: PatternLimits
  private let compiled: CompiledPattern

  /// Compiles `text`.
  /// - Throws: ``PatternFailure``, which says what is wrong at which character.
  public init(
    _ text: String, options: PatternOptions = [], limits: PatternLimits = PatternLimits()
  ) throws(PatternFailure) {
    self.text = text
    self.limits = limits
    compiled = try CompiledPattern(text, options)
  }

  /// How many groups the expression has, the whole match not counted.
  public var groupCount: Int { compiled.groupCount }

  /// The names of its groups with their numbers, which start at 1.
  public var groupNames: [String: [Int]] { compiled.groupNames }

  /// The leftmost match in `subject`; nil where there is none, or none was found within the limits.
  public func firstMatch(in subject: String) -> Match? {
    withBytes(of: subject) { firstMatch(in: $0) }
  }

  /// The leftmost match in `subject` that starts at `offset` or behind it. Offsets count bytes.
  public func firstMatch(in subject: UnsafeRawBufferPointer, from offset: Int = 0) -> Match? {
    if case .match(let match) = search(subject, from: offset) { match } else { nil }
  }

  /// Whether there is a match in `subject`. Cheaper than ``firstMatch(in:)``: nothing is copied.
  public func matches(_ subject: String) -> Bool {
    withBytes(of: subject) { matches($0) }
  }

  /// Whether there is a match in `subject`.
  public func matches(_ subject: UnsafeRawBufferPointer) -> Bool {
    var search = BoundedSearch(compiled, limits, subject)
    return search.run(from: 0) == .found
  }

  /// Where the leftmost match from `offset` on is. Cheaper than ``firstMatch(in:from:)``: nothing is copied.
  public func range(in subject: UnsafeRawBufferPointer, from offset: Int = 0) -> Range<Int>? {
    var search = BoundedSearch(compiled, limits, subject)
    guard search.run(from: offset) == .found else { return nil }
    return search.range
  }

  /// As ``firstMatch(in:from:)``, and tells the end of the subject from the end of patience.
  public func search(_ subject: UnsafeRawBufferPointer, from offset: Int = 0) -> SearchResult {
    var search = BoundedSearch(compiled, limits, subject)
    return switch search.run(from: offset) {
    case .found: .match(Match(search.ranges, in: subject, names: compiled.groupNames))
    case .none: .none
    case .gaveUp: .gaveUp
    }
  }

  private func withBytes<R>(of subject: String, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    var subject = subject
    return subject.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}

extension Pattern: CustomStringConvertible {
  /// The expression as it was given.
  public var description: String { text }
}

extension Pattern: Hashable {
  /// Equal patterns find the same within the same limits.
  public static func == (left: Pattern, right: Pattern) -> Bool {
    left.compiled === right.compiled
      || (left.text == right.text && left.compiled.options == right.compiled.options && left.limits == right.limits)
  }

  /// Hashes the expression.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
