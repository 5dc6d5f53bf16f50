public import Healing

/// What the watch needs of a batch of events, stored with the batch's cursor: after a restart it is known as before,
/// nothing twice and nothing missing.
public struct Sightings: Sendable, Hashable {
  /// What was seen of one generation of a service in a short time; a time may have several.
  public struct Slice: Sendable, Hashable {
    /// The service's name.
    public var service: String
    /// When it begins.
    public var at: Timestamp
    /// Nil: the monitor does not know it.
    public var generation: Int64?
    /// The counts, as whoever counted them wrote them.
    public var body: [UInt8]

    /// Makes a slice.
    public init(service: String, at: Timestamp, generation: Int64?, body: [UInt8]) {
      self.service = service
      self.at = at
      self.generation = generation
      self.body = body
    }
  }

  /// A kind of error that a service has shown.
  public struct Kind: Sendable, Hashable {
    /// The service's name.
    public var service: String
    /// The kind, as whoever saw it wrote it.
    public var body: [UInt8]

    /// Makes a kind.
    public init(service: String, body: [UInt8]) {
      self.service = service
      self.body = body
    }
  }

  /// In the order in which they were seen.
  public var slices: [Slice]
  /// Each once.
  public var kinds: [Kind]

  /// Makes sightings; none, unless told otherwise.
  public init(slices: [Slice] = [], kinds: [Kind] = []) {
    self.slices = slices
    self.kinds = kinds
  }
}
