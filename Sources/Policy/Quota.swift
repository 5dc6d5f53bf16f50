/// A limit for one service and one for the whole host.
public struct Quota: Sendable, Hashable {
  /// Of one service.
  public var service: Int
  /// Of all services together.
  public var host: Int

  /// Makes a quota.
  public init(service: Int, host: Int) {
    self.service = service
    self.host = host
  }
}
