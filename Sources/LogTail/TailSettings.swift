public import Patterns

/// What to tail and how.
public struct TailSettings: Sendable {
  /// Where reading starts in a file that was never read.
  public enum Start: String, Sendable { case beginning, end }

  /// Absolute paths, or globs of them.
  public var paths: [String]
  /// The service that the lines come from.
  public var service: String
  /// Where to start in a file that exists before the first look.
  public var from: Start
  /// Finds requests in lines, with groups `method`, `path`, `status`, and `ms` or `seconds`; nil: the usual access lines.
  public var requests: Pattern?
  /// How long a record waits for its next line.
  public var quiet: Duration
  /// How often counted requests are told.
  public var meterInterval: Duration
  /// How often to look even when nothing was announced: for file systems that announce nothing.
  public var lookInterval: Duration
  /// How long a file that was rotated away is still read.
  public var drain: Duration

  /// Makes settings with the usual times.
  public init(paths: [String], service: String, from: Start = .beginning, requests: Pattern? = nil) {
    self.paths = paths
    self.service = service
    self.from = from
    self.requests = requests
    quiet = .milliseconds(300)
    meterInterval = .milliseconds(250)
    lookInterval = .seconds(3)
    drain = .seconds(5)
  }
}
