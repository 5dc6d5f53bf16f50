/// `homeostasis.service/1`: the generations of the call's service, through the keeper that owns its socket. Every method
/// is idempotent: asked again for what is already so, it answers as the first time.
public protocol GenerationService: Sendable {
  /// What stands and runs now.
  func status(_ request: GenerationStatusRequest) throws(StageFailure) -> ServiceStatus
  /// Makes the tree of a new generation beside the others: the tree `base` with the diff applied.
  func stage(_ request: GenerationStage) throws(StageFailure) -> ServiceStatus
  /// Starts a staged generation on a socket that gets no traffic yet, and waits until it is healthy.
  func start(_ request: GenerationRequest) throws(StageFailure) -> ServiceStatus
  /// One atomic step: new connections go to this generation from now on. The one before is kept ready.
  func switchTo(_ request: GenerationRequest) throws(StageFailure) -> ServiceStatus
  /// Ends a generation that gets no traffic: it finishes what it has begun.
  func retire(_ request: GenerationRequest) throws(StageFailure) -> ServiceStatus
  /// Writes the generation's changes into the service's own source tree, so that the next restart keeps them: all
  /// files or none, each only when its hash is still the one that the patch was made for.
  func persist(_ request: GenerationPersist) throws(StageFailure) -> ServiceStatus
}
