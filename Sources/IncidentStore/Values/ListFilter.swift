/// Which incidents, or which patches, a list shall hold.
public struct ListFilter: Sendable, Hashable {
  /// Only those of this service.
  public var service: String?
  /// Only those whose course is not finished.
  public var unfinishedOnly: Bool
  /// At most this many, the newest.
  public var limit: Int

  /// Makes a filter; without arguments the newest hundred.
  public init(service: String? = nil, unfinishedOnly: Bool = false, limit: Int = 100) {
    self.service = service
    self.unfinishedOnly = unfinishedOnly
    self.limit = limit
  }
}
