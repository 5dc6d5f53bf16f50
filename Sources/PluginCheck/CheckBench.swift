import CHomeostasisPlugin
import Healing
import JSONSchema
import PluginHost
import SystemCalls

/// What a check has at hand in its process.
final class CheckBench: Sendable {
  /// The library as its author names it.
  let library: String
  /// Where copies are loaded from.
  private let staging: PluginStaging
  /// As the author gave them; nil: chosen from the schema.
  private let givenSettings: String?
  /// For what is drawn by chance.
  let seed: UInt64

  init(library: String, folder: String, settings: String?, seed: UInt64) {
    self.library = library
    staging = PluginStaging(folder: folder)
    givenSettings = settings
    self.seed = seed
  }

  /// A copy of the library, loaded as a new generation.
  func load() throws(Finding) -> LoadedPlugin {
    do throws(PluginFailure) {
      // The copies stay until the folder goes: of a path that it has seen the loader gives the old code again.
      let staged = try staging.stage(library)
      guard let first = try LoadedPlugin.all(at: staged.path).first else { throw PluginFailure("", library, "empty") }
      return first
    } catch {
      throw .failed("\(error.reason) [\(error.code)]")
    }
  }

  /// Settings that fit the plugin's schema.
  func settings(for plugin: LoadedPlugin) throws(Finding) -> String {
    if let givenSettings { return givenSettings }
    guard let schema = plugin.description.settingsSchema else { return "{}" }
    if let example = schema["examples"]?.array?.first { return Self.text(example) }
    do throws(InvalidSchema) {
      if try Schema(schema).check([:]).isEmpty { return "{}" }
    } catch {
      return "{}"  // The check of the schema tells it.
    }
    throw .skipped("its settings cannot be left out: give config_schema `examples`, or use --settings")
  }

  /// An instance that is not created yet.
  func subject(_ host: HostUnderCheck = HostUnderCheck()) throws(Finding) -> Subject {
    let plugin = try load()
    return Subject(plugin, settings: try settings(for: plugin), host: host)
  }

  /// As ``subject(_:)``, created and started.
  func started(
    _ host: HostUnderCheck = HostUnderCheck(), with prepare: (Subject) -> Void = { _ in }
  ) throws(Finding) -> Subject {
    let subject = try subject(host)
    prepare(subject)
    try begin(subject)
    return subject
  }

  /// Creates and starts an instance.
  func begin(_ subject: Subject) throws(Finding) {
    let created = subject.create()
    if created != HS_OK { throw .failed("create answers \(StatusName.of(created))\(Self.reasons(subject))") }
    let began = subject.start()
    if began == HS_OK { return }
    let needs = subject.description.needs.filter { !$0.hasSuffix("?") }
    subject.destroy()
    if needs.isEmpty { throw .failed("start answers \(StatusName.of(began))\(Self.reasons(subject))") }
    throw .skipped("its start needs \(needs.joined(separator: ", ")), which only a host with a service grants")
  }

  /// One whole life with one call of work; returns the status of the work.
  @discardableResult
  func live(_ subject: Subject, rows: Int = 1) throws(Finding) -> hs_status {
    try begin(subject)
    let status = subject.work(SampleRecords.input(for: subject.description.kind, count: rows))
    try end(subject)
    return status
  }

  /// Drains and destroys an instance.
  func end(_ subject: Subject) throws(Finding) {
    let drained = subject.drain()
    subject.destroy()
    if drained != HS_OK { throw .failed("drain answers \(StatusName.of(drained))\(Self.reasons(subject))") }
  }

  private static func reasons(_ subject: Subject) -> String {
    let said = subject.host.heard().failures.first
    return said.map { ": \($0.text) [\($0.code)]" } ?? ", and does not say why with call->fail"
  }

  static func text(_ value: JSONValue) -> String {
    do { return try JSON.text(value) } catch { preconditionFailure("JSON that cannot be written: \(error)") }
  }
}

/// The names of the contract's statuses.
enum StatusName {
  private static let names = [
    "HS_OK", "HS_FAILED", "HS_INVALID", "HS_UNSUPPORTED", "HS_CANCELLED", "HS_BUSY", "HS_POISONED", "HS_ABSENT",
    "HS_CONFLICT", "HS_DENIED",
  ]
  static func of(_ status: hs_status) -> String { Int(status) < names.count ? names[Int(status)] : "\(status)" }
}
