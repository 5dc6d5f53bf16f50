import Digest
import Healing
import IncidentStore
import Learning
import Orchestration

extension Transition {
  /// A step of a course in the words of the store.
  init(_ step: Course.Transition) throws(StoreFailure) {
    let (incident, attempt) = (step.incident.id, step.to.attempt)
    let data: String
    do { data = try JSON.text(step.to) } catch {
      throw StoreFailure(
        .invalid, at: "course of \(incident)", "its state cannot be written: \(error)",
        remedy: "this is a mistake in Homeostasis; please report it")
    }
    var records: [StoredRecord] = []
    for record in step.records {
      switch record {
      case .diagnosis(let diagnosis): records.append(try StoredRecord(diagnosis, attempt: attempt))
      case .patch(let patch): records.append(try StoredRecord(patch, incident: incident, attempt: attempt))
      case .verdict(let verdict): records.append(try StoredRecord(verdict, incident: incident, attempt: attempt))
      }
    }
    let course = CourseRecord(
      incident: incident, service: step.incident.service, state: step.to.state.name.rawValue, attempt: attempt,
      data: data, finished: step.outcome != nil, notBefore: step.notBefore, revision: step.revision)
    self.init(
      to: course, records: records, outcome: step.outcome,
      audit: AuditNote(
        "course.\(step.to.state.name.rawValue)",
        detail: ["from": .string("\(step.from)"), "input": .string("\(step.input)"), "note": .string(step.audit)]))
    fates = step.fates.map { fate in
      PatchFate(of: PatchKey(fate.patch), .init(fate.kind), reason: fate.reason, incident: incident)
    }
    if let lesson = step.lesson {
      lessons = [
        Lesson(
          exceptionType: lesson.exceptionType, template: lesson.template, successes: lesson.successes,
          failures: lesson.failures)
      ]
    }
    if let act = step.act { acts = [CountedAct(act)] }
    if case .quarantined(let reason) = step.outcome { quarantine = .begin(reason: reason, until: nil) }
    if case .reopened = step.input, case .ended(let ending) = step.from, case .quarantined = ending.outcome {
      quarantine = .lift
    }
  }
}

extension PatchKey {
  /// The store remembers hashes of what the learning names in full.
  init(_ patch: TriedPatch) {
    self.init(
      service: patch.service, patchHash: SHA256.hex(of: patch.change), targetHash: SHA256.hex(of: patch.target))
  }
}

extension PatchFate.Fate {
  init(_ kind: Course.Fate.Kind) {
    self =
      switch kind {
      case .rejected: .rejected
      case .refused: .refused
      case .rolledBack: .rolledBack
      }
  }
}

extension Course.Fate.Kind {
  init(_ fate: PatchFate.Fate) {
    self =
      switch fate {
      case .rejected: .rejected
      case .refused: .refused
      case .rolledBack: .rolledBack
      }
  }
}

extension CountedAct {
  init(_ act: Course.Act) {
    self =
      switch act {
      case .rollout: .rollout
      case .rollback: .rollback
      case .heal: .heal
      }
  }
}
