public import Healing

/// What the watch needs of a batch of events, stored with the batch's cursor: after a restart it is known as before,
/// nothing twice and nothing missing.
public struct Sightings: Sendable, Hashable {
  /// What was seen of one generation of a service in one second; a second may have several.
  public struct Second: Sendable, Hashable {
    /// The service's name.
    public var service: String
    /// Since 1970.
    public var second: Int64
    /// Nil: the monitor does not know it.
    public var generation: Int64?
    /// The counts, as whoever counted them wrote them.
    public var body: [UInt8]

    /// Makes a second.
    public init(service: String, second: Int64, generation: Int64?, body: [UInt8]) {
      self.service = service
      self.second = second
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
  public var seconds: [Second]
  /// Each once.
  public var kinds: [Kind]

  /// Makes sightings; none, unless told otherwise.
  public init(seconds: [Second] = [], kinds: [Kind] = []) {
    self.seconds = seconds
    self.kinds = kinds
  }
}
