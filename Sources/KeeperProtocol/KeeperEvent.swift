/// What a keeper tells a watching host without being asked.
public enum KeeperEvent: Sendable, Hashable {
  /// A process is healthy.
  case healthy(generation: Int64, pid: Int32)
  /// A process ended.
  case exited(Exit)
  /// Traffic goes to another generation: on request, or because the keeper rolled back.
  case switched(current: Int64, byItself: Bool)
  /// The keeper refuses to act, and why; nil: no more.
  case held(String?)
  /// The service is being ended on request, and the keeper ends with it: it is not to be replaced.
  case stopping

  /// How a process ended.
  public struct Exit: Sendable, Hashable {
    /// Counts the exits that this service's keepers have seen.
    public var sequence: Int64
    /// The generation that it belonged to.
    public var generation: Int64
    /// Its process id.
    public var pid: Int32
    /// Exit status; nil when a signal ended it or it is not known.
    public var code: Int32?
    /// The signal that ended it; nil when it exited or it is not known.
    public var signal: Int32?
    /// It was told to end.
    public var expected: Bool
    /// It was the generation with the traffic.
    public var current: Bool
    /// Nanoseconds since 1970.
    public var at: Int64
    /// How long it ran, in microseconds; 0: not known.
    public var ranMicroseconds: Int64
    /// Largest resident memory; 0: not known.
    public var peakBytes: Int64

    /// An exit.
    public init(
      sequence: Int64, generation: Int64, pid: Int32, code: Int32?, signal: Int32?, expected: Bool, current: Bool,
      at: Int64, ranMicroseconds: Int64, peakBytes: Int64
    ) {
      self.sequence = sequence
      self.generation = generation
      self.pid = pid
      self.code = code
      self.signal = signal
      self.expected = expected
      self.current = current
      self.at = at
      self.ranMicroseconds = ranMicroseconds
      self.peakBytes = peakBytes
    }
  }
}

extension KeeperEvent {
  /// Reads what ``fields`` writes.
  public init(_ fields: Fields) throws(ProtocolFailure) {
    switch try fields.text("event") {
    case "healthy": self = .healthy(generation: try fields.number("generation"), pid: try fields.number("pid"))
    case "exited": self = .exited(try Exit(fields))
    case "switched": self = .switched(current: try fields.number("current"), byItself: fields["by_itself"] == "yes")
    case "held": self = .held(fields["reason"])
    case "stopping": self = .stopping
    case let other: throw .malformed("there is no event `\(other)`")
    }
  }

  /// The event as fields.
  public var fields: Fields {
    var fields = Fields()
    switch self {
    case .healthy(let generation, let pid):
      fields["event"] = "healthy"
      fields["generation"] = "\(generation)"
      fields["pid"] = "\(pid)"
    case .exited(let exit):
      fields = exit.fields
      fields["event"] = "exited"
    case .switched(let current, let byItself):
      fields["event"] = "switched"
      fields["current"] = "\(current)"
      fields["by_itself"] = byItself ? "yes" : "no"
    case .held(let reason):
      fields["event"] = "held"
      fields["reason"] = reason
    case .stopping: fields["event"] = "stopping"
    }
    return fields
  }
}

extension KeeperEvent.Exit {
  /// Reads what ``fields`` writes.
  public init(_ fields: Fields) throws(ProtocolFailure) {
    self.init(
      sequence: try fields.number("sequence"), generation: try fields.number("generation"),
      pid: try fields.number("pid"), code: try fields.optionalNumber("code"),
      signal: try fields.optionalNumber("signal"), expected: fields["expected"] == "yes",
      current: fields["current"] == "yes", at: try fields.number("at"), ranMicroseconds: try fields.number("ran_us"),
      peakBytes: try fields.number("peak_bytes"))
  }

  /// The exit as fields.
  public var fields: Fields {
    var fields = Fields()
    fields["sequence"] = "\(sequence)"
    fields["generation"] = "\(generation)"
    fields["pid"] = "\(pid)"
    fields["code"] = code.map { "\($0)" }
    fields["signal"] = signal.map { "\($0)" }
    fields["expected"] = expected ? "yes" : "no"
    fields["current"] = current ? "yes" : "no"
    fields["at"] = "\(at)"
    fields["ran_us"] = "\(ranMicroseconds)"
    fields["peak_bytes"] = "\(peakBytes)"
    return fields
  }
}
