/// One request to the service, started in the sandbox.
public struct SandboxReplay: Sendable, Hashable, Codable {
  public var session: String
  public var diff: String?
  public var request: FailingRequest
  public var limits: SandboxLimits

  public init(
    session: String, diff: String? = nil, request: FailingRequest, limits: SandboxLimits = SandboxLimits()
  ) {
    self.session = session
    self.diff = diff
    self.request = request
    self.limits = limits
  }
}
