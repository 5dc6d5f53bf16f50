import Healing
import IncidentStore
import PluginBridge
import PluginCheck

/// One stored incident as a plugin was given it, and what one kind of plugin answered.
struct StoredAnswer {
  /// The kinds whose answers are stored.
  static let kinds = ["analyzer", "patcher", "tester"]

  /// What a plugin is given: texts are as the store has them, without what looked like a secret.
  private(set) var recorded: RecordedIncident
  /// What was answered; empty: nothing.
  private let batch: RecordBatch?

  /// - Parameter kind: whose answer; nil: nobody's, and all records go into the input that there are.
  init(_ told: Explanation, kind: String?) throws(StoreFailure) {
    let incident = told.incident
    recorded = RecordedIncident(
      service: ServiceDescription(name: incident.service, language: incident.language, root: ""),
      events: told.samples.map(\.event), incident: incident)
    recorded.settings = [:]
    let (diagnoses, patches, verdicts) = (
      told.records.filter { $0.schema == .diagnosis }, told.records.filter { $0.schema == .patch },
      told.records.filter { $0.schema == .verdict }
    )
    var answer: RecordBatch?
    switch kind {
    case "analyzer":
      let answers: [Diagnosis] = try Self.decode(diagnoses)
      if !answers.isEmpty { answer = RecordBatch(answers) }
    case "patcher":
      // Patches of one diagnosis are one answer; the first that was followed is taken.
      recorded.diagnosis = try diagnoses.first { $0.id == patches.first?.parent }?.decode()
      let answers: [Patch] = try Self.decode(patches.filter { $0.parent == patches.first?.parent })
      if !answers.isEmpty { answer = RecordBatch(answers) }
    default:
      let verdict = verdicts.first
      let patch = patches.first { $0.id == verdict?.parent } ?? patches.first
      recorded.patch = try patch?.decode()
      recorded.diagnosis = try (diagnoses.first { $0.id == patch?.parent } ?? diagnoses.first)?.decode()
      if kind == nil { recorded.verdict = try verdict?.decode() }
      let answers: [Verdict] = try Self.decode(verdicts.filter { $0.parent == patch?.id })
      if kind == "tester", !answers.isEmpty { answer = RecordBatch(answers) }
    }
    batch = answer
  }

  /// In the form of `plugin replay`; nil: nothing was answered.
  var answer: JSONValue? { batch.map { Replay.answer([$0]) } }

  private static func decode<Value: Decodable>(_ records: [StoredRecord]) throws(StoreFailure) -> [Value] {
    var values: [Value] = []
    for record in records { values.append(try record.decode()) }
    return values
  }
}
