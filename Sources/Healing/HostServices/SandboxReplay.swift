/// One request to the service, started in the sandbox.
public struct SandboxReplay: Sendable, Hashable, Codable {
  /// As ``SandboxSession`` gave it.
  public var session: String
  /// Applied to the copy that the service starts in; must apply exactly. Nil: the tree as it is.
  public var diff: String?
  /// Headers of the connection itself, such as `Content-Length`, are made anew.
  public var request: FailingRequest
  /// For the start and the answer together; at most 30 seconds.
  public var limits: SandboxLimits

  /// One request; the service needs a `run` command, and its health path is asked first when it has one.
  public init(
    session: String, diff: String? = nil, request: FailingRequest, limits: SandboxLimits = SandboxLimits()
  ) {
    self.session = session
    self.diff = diff
    self.request = request
    self.limits = limits
  }
}
