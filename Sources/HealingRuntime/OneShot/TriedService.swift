public import Healing
import Orchestration
public import PluginHost
import SystemCalls

/// A service that a plugin is tried with: a tree that nobody runs, with the same host services that a running host has,
/// the sandbox included. What is left behind goes with it.
public final class TriedService: Sendable {
  /// What calls tell of it.
  public let description: ServiceDescription
  /// What it grants.
  public let grants: Grants
  private let suite: TreeSuite
  private let own: StageServices
  private let folder: HeldFolder

  /// The service that the tree of `request` would be. Runs nothing of it yet.
  /// - Parameter make: is given an empty folder called `name`, which goes with this object, and says which tree it is.
  public init(
    _ name: String, _ grants: Grants, make: (String) throws(StageFailure) -> HealRequest
  ) throws(StageFailure) {
    let tree: String
    do throws(SystemError) {
      folder = try HeldFolder(temporary: "homeostasis-tried")
      tree = "\(folder.path)/tree/\(name)"
      try Files.makeFolder(tree)
    } catch {
      throw StageFailure(.failed, code: "tried.folder", place: name, message: "\(error)")
    }
    suite = try TreeSuite(make(tree), workingIn: folder.path)
    description = suite.service
    self.grants = grants
    own = StageServices(
      grants, stage: "tried", folder: "\(folder.path)/state", tests: description.test, time: SystemAlarm(),
      veil: SecretVeil())
  }

  /// What one call is granted, or one process; what it leaves open is closed with the value.
  public func services() -> any HostServices {
    GrantedServices(own, offered: suite.served.services(progress: { _ in }), root: description.root)
  }
}
