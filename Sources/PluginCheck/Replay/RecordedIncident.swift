public import Healing
import PluginBridge
import PluginHost

/// An incident with what became of it, as a file: what a plugin is tried with again and again. Members are the records
/// of `plugin-sdk/schemas/records`, each an object of its columns with `id`, `parent` and `at`.
public struct RecordedIncident: Sendable, Codable {
  /// What the plugin is made with.
  public var settings: JSONValue?
  /// The service that it happened in.
  public var service: ServiceDescription
  /// The sample events.
  public var events: [Event]?
  /// For all kinds but monitors.
  public var incident: Incident?
  /// For patchers and what follows.
  public var diagnosis: Diagnosis?
  /// For testers and deployers.
  public var patch: Patch?
  /// For deployers.
  public var verdict: Verdict?

  /// Of these records; what is nil is left out of the file.
  public init(service: ServiceDescription, events: [Event]?, incident: Incident?) {
    self.service = service
    self.events = events
    self.incident = incident
  }

  /// Reads the file's text.
  /// - Throws: which member is wrong.
  public init(text: String) throws(StageFailure) {
    do { self = try JSON.decode(from: text) } catch {
      throw StageFailure(.invalid, code: "replay.incident", place: "", message: "it is no recorded incident: \(error)")
    }
  }

  /// The file's text.
  public func text() throws(StageFailure) -> String {
    do { return try JSON.text(self, pretty: true) + "\n" } catch {
      throw StageFailure(.failed, code: "replay.incident", place: "", message: "it cannot be written: \(error)")
    }
  }

  /// What the first function of a plugin of this kind is given; nil: the file lacks it.
  func input(for kind: PluginDescription.Kind) -> RecordBatch? {
    switch kind {
    case .monitor: RecordBatch([Cursor]())
    case .analyzer: incident.map { RecordBatch([$0]) }
    case .patcher: diagnosis.map { RecordBatch([$0]) }
    case .tester, .deployer: patch.map { RecordBatch([$0]) }
    }
  }

  /// What goes along with the input.
  var context: [RecordBatch] {
    var all = [RecordBatch([service])]
    if let events, !events.isEmpty { all.append(RecordBatch(events)) }
    if let incident { all.append(RecordBatch([incident])) }
    if let diagnosis { all.append(RecordBatch([diagnosis])) }
    if let verdict { all.append(RecordBatch([verdict])) }
    return all
  }
}
