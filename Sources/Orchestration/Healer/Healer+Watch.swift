import Healing
import Policy
import Watch

/// The watch after a switch.
extension Healer {
  /// Looks at the new generation until the probation knows, at the longest as long as the pipeline says.
  func watch(
    _ patch: AcceptedPatch, _ rollout: Rollout, _ vigil: Vigil, _ course: Course
  ) async throws(Interruption) -> Course.Input {
    let limit = try pipeline(course).watchLimit
    let watched = WatchedGeneration(incident: course.incident, patch: patch, rollout: rollout, since: vigil.since)
    let observations = world.observations.observations(watched, against: vigil.baseline)
    let probation = Probation(baseline: vigil.baseline, patchedPlaces: patch.places, limit: limit)
    // After a long absence there is still time to be told what was seen meanwhile.
    let end = max(vigil.since + limit, world.alarm.now() + Probation.shortest)
    let finding = await withTaskGroup(of: Finding?.self) { [alarm = world.alarm] group in
      group.addTask { await self.look(at: observations, probation, course.incident) }
      group.addTask {
        await alarm.wait(until: end)
        return nil
      }
      // Whichever ends first ends the other; what was seen by then decides.
      let first = await group.next() ?? nil
      group.cancelAll()
      let second = await group.next() ?? nil
      return first ?? second
    }
    if Task.isCancelled { throw .stopped }
    guard let finding else { throw .stage(.blind(course.incident.service)) }
    return .found(finding)
  }

  /// What the observations show; at the longest wait what they have shown by then. Nil: they ended before.
  private func look(
    at observations: AsyncStream<Observation>, _ probation: Probation, _ incident: Incident
  ) async -> Finding? {
    var probation = probation
    for await observation in observations {
      if let finding = probation.observe(observation) { return finding }
      if case .counted = observation { tell(incident, .looked(probation.summary)) }
    }
    return Task.isCancelled ? probation.end() : nil
  }
}

extension AcceptedPatch {
  fileprivate var places: [PatchedPlace] { facts.places.map { PatchedPlace(file: $0.file, symbol: $0.symbol) } }
}

extension StageFailure {
  fileprivate static func blind(_ service: String) -> StageFailure {
    StageFailure(
      .busy, code: "watch.blind", place: service,
      message: "nothing can be observed of the service any more; the watch goes on when it can")
  }
}
