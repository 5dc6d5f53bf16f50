public import Healing

/// What stands under `grants` of a stage, before it is known which plugin the stage names.
public struct ListedGrants: Sendable, Hashable {
  /// What is granted.
  public var grants: Grants
  /// Services that the plugin would have without a list, and shall not have.
  public var withheld: Set<HostServiceID>

  /// A list of one's own.
  public init(_ grants: Grants, withheld: Set<HostServiceID> = []) {
    self.grants = grants
    self.withheld = withheld
  }

  /// Together with what the plugin has without a list.
  func over(_ standard: Grants, isShipped: Bool) -> Grants {
    var all = grants
    all.services.formUnion(standard.services)
    all.services.subtract(withheld)
    all.readsSource = grants.readsSource || standard.readsSource
    all.observes = isShipped
    return all
  }
}
