import Healing
public import Policy

/// How people answer.
extension Healer {
  /// Takes a person's answer to a patch that waits for one.
  /// - Returns: whether the answer counts, and if not, why.
  public func answer(_ answer: Answer, to incident: String) async throws(LedgerFailure) -> Decision {
    let course = try await world.ledger.course(of: incident)
    if case .decline = answer, course.state.isFindingOfWatch { return take(answer, to: incident) }
    guard let patch = course.patchToAnswer else {
      return .refused("no patch of incident \(incident) waits for an answer: it is \(course.state)")
    }
    if case .approve(let approval) = answer {
      let decision = policy.judge(approval, of: patch.verified, at: world.alarm.now())
      if decision != .allowed { return decision }
    }
    return take(answer, to: incident)
  }

  private func take(_ answer: Answer, to incident: String) -> Decision {
    answers[incident, default: []].append(answer)
    if led.contains(incident) { ring() } else { knock(incident) }
    return .allowed
  }
}

extension Healer {
  /// What a person says to a patch that waits for it.
  func ask(_ course: Course) async throws(Interruption) -> Course.Input {
    while true {
      if let answer = nextAnswer(for: course.incident.id), let input = input(answer, course) { return input }
      if Task.isCancelled { throw .stopped }
      if answers[course.incident.id] == nil { await change() }
    }
  }

  /// Returns when a person says no to a patch that the watch found worse.
  func permission(_ course: Course) async throws(Interruption) {
    tell(
      course.incident, .trouble("a person has to decline the patch before it is taken back (watch.rollback: manual)"))
    while true {
      if case .decline? = nextAnswer(for: course.incident.id) { return }
      if Task.isCancelled { throw .stopped }
      if answers[course.incident.id] == nil { await change() }
    }
  }

  func nextAnswer(for incident: String) -> Answer? {
    guard var waiting = answers[incident], !waiting.isEmpty else { return nil }
    let answer = waiting.removeFirst()
    answers[incident] = waiting.isEmpty ? nil : waiting
    return answer
  }

  /// Nil: the answer is about another patch, or too late.
  func input(_ answer: Answer, _ course: Course) -> Course.Input? {
    guard let patch = course.patchToAnswer else { return nil }
    switch answer {
    case .decline(let person, let why): return .declined(by: person, why)
    case .approve(let approval):
      let now = world.alarm.now()
      guard policy.judge(approval, of: patch.verified, at: now) == .allowed else { return nil }
      let enough = policy.isEnough(patch.approvals + [approval], people: patch.people, at: now)
      return .approved(approval, enough: enough)
    }
  }
}

extension Course {
  /// The patch that waits for a person.
  fileprivate var patchToAnswer: AcceptedPatch? {
    switch state {
    case .awaitingApproval(let patch): patch
    case .ended(let ending) where ending.outcome == .proposed: ending.patch
    default: nil
    }
  }
}

extension Course.State {
  /// It is being taken back because the watch said so.
  var isFindingOfWatch: Bool { if case .rollingBack(_, _, then: .rolledBack) = self { true } else { false } }
}
