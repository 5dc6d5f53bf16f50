public import Healing
public import PluginHost

/// The service that a plugin is tried with, and what it is granted there.
public struct CheckedService: Sendable {
  /// What every call tells of it.
  public let description: ServiceDescription
  /// What the plugin's own process may do.
  public let grants: Grants
  /// Ids of the host services that are granted.
  public let granted: Set<String>
  /// The host services for one process that tries the plugin; what it leaves open ends with the value.
  public let open: @Sendable () -> any HostServices

  /// - Parameter open: called once for each process that tries the plugin.
  public init(
    _ description: ServiceDescription, _ grants: Grants, open: @escaping @Sendable () -> any HostServices
  ) {
    self.description = description
    self.grants = grants
    self.open = open
    let services = open()
    granted = Set(HostServiceID.allCases.map(\.rawValue).filter(services.grants))
  }

  /// A service that is nowhere, and grants nothing.
  public static let none = CheckedService(SampleRecords.service, Grants()) { NoServices() }
}
