import PipelineConfiguration
import Policy

extension Policy.Limits {
  /// The limits of the policy as they are configured.
  init(_ configured: PipelineConfiguration.Limits) {
    self.init()
    rolloutsAtOnce = Quota(service: configured.rolloutsAtOnce.service, host: configured.rolloutsAtOnce.host)
    patchesPerDay = Quota(service: configured.patchesPerDay.service, host: configured.patchesPerDay.host)
    backoff = Backoff(first: configured.backoff.first, longest: configured.backoff.longest)
    rollbacks = configured.rollbacksBeforeBreaker.count
    rollbackWindow = configured.rollbacksBeforeBreaker.within
    attempts = configured.attemptsBeforeQuarantine.count
    quarantineWindow = configured.attemptsBeforeQuarantine.within
    failingServices = configured.failingTogether.count
    dependencyWindow = configured.failingTogether.within
    heals = configured.healsBeforeBug.count - 1
    healWindow = configured.healsBeforeBug.within
    approvalLifetime = configured.approvalExpires
  }
}
