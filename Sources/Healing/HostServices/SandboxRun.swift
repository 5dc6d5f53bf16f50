/// One command. The tree stands at the service's own root path inside the sandbox.
public struct SandboxRun: Sendable, Hashable, Codable {
  /// As ``SandboxSession`` gave it.
  public var session: String
  /// Applied to the copy that this command gets; must apply exactly. Nil: the tree as it is.
  public var diff: String?
  /// The program and its arguments; no shell unless it is named.
  public var command: [String]
  /// Added to the few variables that a sandbox has.
  public var environment: [String: String]
  /// What the command may use; what is not said is the host's own limit.
  public var limits: SandboxLimits
  /// Files, relative to the root of the copy, whose content is wanted afterwards.
  public var collect: [String]
  /// Start from a new copy, so that nothing that earlier runs left can matter.
  public var cold: Bool

  /// One command of an open session; `command` is not empty.
  public init(
    session: String, diff: String? = nil, command: [String], environment: [String: String] = [:],
    limits: SandboxLimits = SandboxLimits(), collect: [String] = [], cold: Bool = false
  ) {
    self.session = session
    self.diff = diff
    self.command = command
    self.environment = environment
    self.limits = limits
    self.collect = collect
    self.cold = cold
  }
}
