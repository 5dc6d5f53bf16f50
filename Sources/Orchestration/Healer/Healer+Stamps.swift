import Healing

/// Ids and ancestors are the host's: what a plugin writes there could hide one record behind another.
extension Healer {
  func stamped(_ diagnosis: Diagnosis, _ course: Course) -> Diagnosis {
    var diagnosis = diagnosis
    diagnosis.id = recordID(course, "d")
    diagnosis.parent = course.incident.id
    if diagnosis.at == .unknown { diagnosis.at = world.alarm.now() }
    return diagnosis
  }

  func stamped(_ patches: some Collection<Patch>, _ search: Search, _ course: Course, base: String) -> [Patch] {
    patches.enumerated().map { number, patch in
      var patch = patch
      patch.id = recordID(course, "p\(search.turn + 1).\(number + 1)")
      patch.parent = search.diagnosis.id
      if patch.base.isEmpty { patch.base = base }
      if patch.at == .unknown { patch.at = world.alarm.now() }
      return patch
    }
  }

  func stamped(
    _ verdict: Verdict, _ patch: Patch, number: Int, _ tester: String
  ) throws(Interruption) -> Verdict {
    guard verdict.parent == patch.id else {
      throw .stage(
        StageFailure(
          .failed, code: "tester.wrong-patch", place: tester,
          message: "the verdict is on patch `\(verdict.parent)` and not on `\(patch.id)`, which it was asked about"))
    }
    var verdict = verdict
    verdict.id = "\(patch.id).v\(number + 1)"
    if verdict.at == .unknown { verdict.at = world.alarm.now() }
    return verdict
  }

  /// Short enough to be typed, and unique: of the incident's id so much as tells it from others.
  private func recordID(_ course: Course, _ part: String) -> String {
    "\(course.incident.id.prefix(16))-\(course.incident.attempt)-\(part)"
  }
}
