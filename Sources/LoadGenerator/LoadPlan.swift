/// How a service is to be loaded.
public struct LoadPlan: Sendable {
  /// An IPv4 address.
  public var address: String
  /// Where the service listens.
  public var port: UInt16
  /// How many clients there are; each waits for its answer before it asks again.
  public var connections: Int
  /// Whether a client keeps its connection for the next request.
  public var keepAlive: Bool
  /// Requests a second over all clients; nil: as many as the service takes.
  public var rate: Double?
  /// How many requests at most; nil: until it is stopped.
  public var count: Int?
  /// Sent in turn.
  public var requests: [LoadRequest]
  /// A request that takes longer is lost.
  public var timeout: Duration

  /// A plan; without `rate` and `count` it runs as fast as it can until it is stopped.
  public init(
    address: String = "127.0.0.1", port: UInt16, connections: Int = 32, keepAlive: Bool = true, rate: Double? = nil,
    count: Int? = nil, requests: [LoadRequest], timeout: Duration = .seconds(10)
  ) {
    self.address = address
    self.port = port
    self.connections = connections
    self.keepAlive = keepAlive
    self.rate = rate
    self.count = count
    self.requests = requests
    self.timeout = timeout
  }
}
