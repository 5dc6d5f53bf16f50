import Healing
import Learning
import Policy

/// From the front door to a proven patch.
extension Healer {
  func admit(_ course: Course) async throws(Interruption) -> Course.Input {
    let service = try await describe(course)
    let standing = try await standing(of: course, service)
    switch policy.mayAttempt(standing, at: world.alarm.now()) {
    case .allowed: return .admitted(tree: service.tree)
    case .waits(let reason, let until): return .postponed(.backingOff(reason, until: until))
    case .refused(let reason): return .refused(reason)
    }
  }

  /// Every analyzer is asked, and knows what those before it found. A diagnosis that can be reproduced beats every other.
  func analyze(_ course: Course) async throws(Interruption) -> Course.Input {
    var work = try await work(course, .analyze)
    var best: Diagnosis?
    var failure: StageFailure?
    for staged in try pipeline(course).analyzers where staged.isFor(work, of: course) {
      work.diagnosis = best
      do {
        let found = try await call(staged, .analyze, work) { stage, work throws(StageFailure) in
          try await stage.analyze(course.incident, work)
        }
        best = ([best] + found).compactMap { $0 }.max {
          ($0.isReproduced, $0.confidence) < ($1.isReproduced, $1.confidence)
        }
      } catch .stage(let why) where staged.goesOn(after: why) {
        if why.kind != .unsupported { failure = why }
      }
    }
    guard let best else {
      if let failure { throw .stage(failure) }
      return .undiagnosed("no analyzer knows what to make of: \(course.incident.title)")
    }
    return .diagnosed(stamped(best, course))
  }

  func propose(_ search: Search, _ course: Course) async throws(Interruption) -> Course.Input {
    let pipeline = try pipeline(course)
    guard pipeline.patchers.indices.contains(search.turn) else { return .exhausted }
    let staged = pipeline.patchers[search.turn]
    var work = try await work(course, .propose, "\(search.turn)")
    guard staged.isFor(work, of: course) else { return .candidates([]) }
    work.diagnosis = search.diagnosis
    do {
      let patches = try await call(staged, .propose, work) { stage, work throws(StageFailure) in
        try await stage.propose(search.diagnosis, work)
      }
      let templates = try await ledger.templates()
      let ranked = templates.ranked(patches, for: course.incident).prefix(pipeline.candidates)
      return .candidates(stamped(ranked, search, course, base: work.service.tree))
    } catch .stage(let why) where staged.goesOn(after: why) {
      return .candidates([])
    }
  }

  /// A candidate must be new, pass the gate, and be accepted by a tester while none refutes it.
  func verify(_ trial: Trial, _ course: Course) async throws(Interruption) -> Course.Input {
    let patch = trial.candidate
    var work = try await work(course, .verify, "\(trial.search.turn).\(trial.index)")
    guard patch.base == work.service.tree else { throw .stage(.sourceChanged(patch, work.service)) }
    if let loss = try await remembered(patch, course) { return lost(loss, trial, course) }
    let answer = try await Interruption.stage { [service = work.service] () throws(StageFailure) in
      try await world.gate.examine(patch, for: trial.search.diagnosis, of: service)
    }
    switch answer {
    case .refuses(let why): return lost(Loss(patch, .refused, "the patch gate refuses it: \(why)"), trial, course)
    case .passes(let facts):
      work.diagnosis = trial.search.diagnosis
      work.patch = patch
      let verdict = try await test(patch, work, course)
      guard let verified = VerifiedPatch(patch, verdict) else { return lost(.of(patch, verdict), trial, course) }
      let accepted = AcceptedPatch(
        verified, diagnosis: trial.search.diagnosis, facts: facts, assessment: policy.assess(verified, facts))
      return .accepted(accepted, try await clearance(accepted, course, work))
    }
  }

  /// The first tester that refutes decides; then the first that accepts; then the first that answers.
  private func test(_ patch: Patch, _ work: Work, _ course: Course) async throws(Interruption) -> Verdict {
    var verdicts: [Verdict] = []
    var failure = StageFailure.noTester(course.incident.service)
    for staged in try pipeline(course).testers where staged.isFor(work, of: course) {
      do {
        let verdict = try await call(staged, .verify, work) { stage, work throws(StageFailure) in
          try await stage.verify(patch, work)
        }
        verdicts.append(try stamped(verdict, patch, number: verdicts.count, staged.id))
        if verdict.result == .rejected { break }
      } catch .stage(let why) where staged.goesOn(after: why) {
        if why.kind != .unsupported { failure = why }
      }
    }
    let deciding = [Verdict.Result.rejected, .accepted, .inconclusive].lazy.compactMap { result in
      verdicts.first { $0.result == result }
    }
    guard let verdict = deciding.first else { throw .stage(failure) }
    return verdict
  }

  private func remembered(_ patch: Patch, _ course: Course) async throws(Interruption) -> Loss? {
    let fate = try await ledger.fate(of: TriedPatch(patch, service: course.incident.service))
    return fate.map { Loss(patch, .remembered, "\($0.kind.rawValue) before, on the same code: \($0.reason)") }
  }

  private func lost(_ loss: Loss, _ trial: Trial, _ course: Course) -> Course.Input {
    tell(course.incident, .lost(loss, number: trial.index + 1, of: trial.candidates.count))
    return .lost(loss)
  }

  private func clearance(
    _ patch: AcceptedPatch, _ course: Course, _ work: Work
  ) async throws(Interruption) -> Clearance {
    let service = work.service
    guard let deployer = try pipeline(course).deployer else {
      return .propose("the pipeline of \(service.name) has no deployer (pipelines.*.deployer)")
    }
    guard deployer.isFor(work, of: course) else {
      return .propose("\(deployer.id) puts no patch for such an incident into service (pipelines.*.deployer.when)")
    }
    let standing = try await standing(of: course, service)
    return policy.clearance(for: patch.assessment, standing, at: world.alarm.now())
  }
}

extension Diagnosis {
  fileprivate var isReproduced: Int { reproduction == nil ? 0 : 1 }
}

extension Loss {
  /// Why a verdict does not let a patch through. One that accepts what it did not reproduce is worth nothing.
  fileprivate static func of(_ patch: Patch, _ verdict: Verdict) -> Loss {
    let failed = verdict.failures.first.map { ": \($0.test)" } ?? ""
    return switch verdict.result {
    case .rejected: Loss(patch, .rejected, verdict.reason + failed, verdict: verdict)
    case .inconclusive: Loss(patch, .inconclusive, verdict.reason + failed, verdict: verdict)
    case .accepted: Loss(patch, .inconclusive, "accepted without a reproduction", verdict: verdict)
    }
  }
}

extension StageFailure {
  fileprivate static func sourceChanged(_ patch: Patch, _ service: ServiceDescription) -> StageFailure {
    StageFailure(
      .failed, code: "source.changed", place: service.root,
      message: "the source changed since patch \(patch.id) was written; the next attempt begins with the new one")
  }

  fileprivate static func noTester(_ service: String) -> StageFailure {
    StageFailure(
      .invalid, code: "pipeline.no-tester", place: service,
      message: "no tester can test this; add one to `testers` of the pipeline, for instance `use: suite`")
  }
}
