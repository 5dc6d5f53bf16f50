/// What one search may cost.
public struct PatternLimits: Sendable, Hashable {
  /// After this time a search gives up. It is looked at often enough that a search of 64 KiB ends within a fraction
  /// of a second more, whatever the expression.
  public var time: Duration
  /// The most memory that a search without machine code may take, in KiB.
  public var memoryKiB: UInt32
  /// How deep nested backtracking may go without machine code.
  public var depth: UInt32

  /// Makes limits; the defaults are for text from strangers.
  public init(time: Duration = .milliseconds(100), memoryKiB: UInt32 = 16 * 1024, depth: UInt32 = 100_000) {
    self.time = time
    self.memoryKiB = memoryKiB
    self.depth = depth
  }
}
