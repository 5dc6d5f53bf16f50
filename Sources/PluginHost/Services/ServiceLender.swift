/// What stands behind the host's table that a plugin is lent: it knows what the call under way is granted. One function
/// for each service asks it, whichever host it is.
open class ServiceLender {
  /// Lends nothing.
  public init() {}

  /// Asked on the plugin's thread, while a call is under way.
  open var services: any HostServices { NoServices() }
}
