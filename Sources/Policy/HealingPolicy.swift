public import Healing

/// May it? Every limit on what Homeostasis does by itself is decided here, from facts, without looking at the world.
public struct HealingPolicy: Sendable, Hashable {
  /// The configured limits.
  public var limits: Limits
  /// What needs two people.
  public var sensitive: SensitivePaths

  /// Makes a policy.
  public init(limits: Limits = Limits(), sensitive: SensitivePaths = SensitivePaths()) {
    self.limits = limits
    self.sensitive = sensitive
  }

  /// May an attempt at this incident begin? A refusal is a quarantine.
  public func mayAttempt(_ standing: Standing, at now: Timestamp) -> Decision {
    first(
      of: [held, observed, quarantined, dependency, backingOff, broken], standing, now)
  }

  /// May a patch be put into service now?
  public func mayRollOut(_ standing: Standing, at now: Timestamp) -> Decision {
    first(of: [held, dependency, broken, rolloutsAtOnce, patchesPerDay], standing, now)
  }

  private typealias Rule = (Standing, Timestamp) -> Decision

  private func first(of rules: [Rule], _ standing: Standing, _ now: Timestamp) -> Decision {
    for rule in rules {
      let decision = rule(standing, now)
      if decision != .allowed { return decision }
    }
    return .allowed
  }
}

// MARK: Rules

extension HealingPolicy {
  private func held(_ standing: Standing, _ now: Timestamp) -> Decision {
    guard let why = standing.hold else { return .allowed }
    return .waits("held: \(why); `homeostasis resume` ends it", until: nil)
  }

  private func observed(_ standing: Standing, _ now: Timestamp) -> Decision {
    guard standing.mode == .observe else { return .allowed }
    return .waits(
      "\(standing.service) is in mode `observe`: nothing is tried (services.\(standing.service).mode)", until: nil)
  }

  private func quarantined(_ standing: Standing, _ now: Timestamp) -> Decision {
    let recent = within(limits.quarantineWindow, standing.setbacks, now)
    guard recent.count >= limits.attempts else { return .allowed }
    return .refused(
      "\(recent.count) attempts failed within \(words(limits.quarantineWindow)): "
        + "not tried again until the source changes (limits.attempts_before_quarantine)")
  }

  private func dependency(_ standing: Standing, _ now: Timestamp) -> Decision {
    let failing = standing.failing.filter { now - $0.value < limits.dependencyWindow }
    guard failing.count >= limits.failingServices, let last = failing.values.max() else { return .allowed }
    return .waits(
      "\(failing.keys.sorted().joined(separator: ", ")) failed within \(words(limits.dependencyWindow)): something that "
        + "they share is broken, and no patch of theirs heals it (limits.services_failing_together)",
      until: last + limits.dependencyWindow)
  }

  private func backingOff(_ standing: Standing, _ now: Timestamp) -> Decision {
    guard let last = standing.setbacks.max() else { return .allowed }
    let until = last + limits.backoff.pause(afterFailures: standing.setbacks.count)
    guard now < until else { return .allowed }
    return .waits("the last attempt failed; pausing until the next (limits.backoff)", until: until)
  }

  private func broken(_ standing: Standing, _ now: Timestamp) -> Decision {
    let recent = within(limits.rollbackWindow, standing.rollbacks, now).sorted()
    guard limits.rollbacks > 0, recent.count >= limits.rollbacks else { return .allowed }
    return .waits(
      "\(recent.count) patches of \(standing.service) were rolled back within \(words(limits.rollbackWindow)): "
        + "the breaker is open (limits.rollbacks_before_breaker)",
      until: recent[recent.count - limits.rollbacks] + limits.rollbackWindow)
  }

  private func rolloutsAtOnce(_ standing: Standing, _ now: Timestamp) -> Decision {
    if standing.rolloutsUnderWay.service >= limits.rolloutsAtOnce.service {
      return .waits("a rollout of \(standing.service) is under way (limits.rollouts_at_once.service)", until: nil)
    }
    guard standing.rolloutsUnderWay.host >= limits.rolloutsAtOnce.host else { return .allowed }
    return .waits(
      "\(standing.rolloutsUnderWay.host) rollouts are under way on this host (limits.rollouts_at_once.host)", until: nil
    )
  }

  private func patchesPerDay(_ standing: Standing, _ now: Timestamp) -> Decision {
    let today = standing.patchesToday
    if today.service >= limits.patchesPerDay.service {
      return .waits(
        "\(standing.service) got \(today.service) patches today (limits.patches_per_day.service)",
        until: midnight(after: now))
    }
    guard today.host >= limits.patchesPerDay.host else { return .allowed }
    return .waits(
      "this host got \(today.host) patches today (limits.patches_per_day.host)", until: midnight(after: now))
  }

  private func within(_ window: Duration, _ times: [Timestamp], _ now: Timestamp) -> [Timestamp] {
    times.filter { now - $0 < window }
  }

  private func midnight(after now: Timestamp) -> Timestamp {
    let day = Duration.seconds(24 * 3600).nanoseconds
    return Timestamp(nanoseconds: (now.nanoseconds / day + 1) * day)
  }
}
