import CHomeostasisPlugin
import Healing
import JSONSchema
import PluginHost
import SystemCalls

/// What a check has at hand in its process.
final class CheckBench: Sendable {
  private let order: CheckOrder
  private let staging: PluginStaging
  private let line: ServiceLine

  init(_ order: CheckOrder, _ line: ServiceLine) {
    self.order = order
    self.line = line
    staging = PluginStaging(folder: order.folder)
  }

  /// The library as its author names it.
  var library: String { order.library }
  /// For what is drawn by chance.
  var seed: UInt64 { order.seed }

  /// A host that grants what was ordered.
  func host(_ shape: HostUnderCheck.Shape = .plain) -> HostUnderCheck {
    HostUnderCheck(shape, asking: line, for: order.granted)
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
    if let given = order.settings { return given }
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
  func subject(_ shape: HostUnderCheck.Shape = .plain) throws(Finding) -> Subject {
    let plugin = try load()
    return subject(of: plugin, settings: try settings(for: plugin), shape)
  }

  /// As ``subject(_:)``, of a plugin that is loaded.
  func subject(of plugin: LoadedPlugin, settings: String, _ shape: HostUnderCheck.Shape = .plain) -> Subject {
    Subject(plugin, settings: settings, host: host(shape), service: order.service)
  }

  /// As ``subject(_:)``, created and started.
  func started() throws(Finding) -> Subject {
    let subject = try subject()
    try begin(subject)
    return subject
  }

  /// Creates and starts an instance.
  func begin(_ subject: Subject) throws(Finding) {
    let created = subject.create()
    if created != HS_OK { throw .failed("create answers \(StatusName.of(created))\(Self.reasons(subject))") }
    let began = subject.start()
    if began == HS_OK { return }
    let reasons = Self.reasons(subject)
    let missing = subject.description.needs.filter { !$0.hasSuffix("?") && !order.granted.contains($0) }
    subject.destroy()
    if missing.isEmpty { throw .failed("start answers \(StatusName.of(began))\(reasons)") }
    throw .skipped("its start needs what is not granted here: \(missing.map(Self.remedy).joined(separator: "; "))")
  }

  /// What would grant a service.
  private static func remedy(_ need: String) -> String {
    guard let id = HostServiceID(rawValue: need) else { return "\(need), which no host has" }
    if id == .generations { return "\(need), which only a host with a running service has" }
    return "\(need), give --grants '{\(id.usualGrant)}'"
  }

  /// One whole life with one call of work; returns the status of the work.
  @discardableResult
  func live(_ subject: Subject, rows: Int = 1) throws(Finding) -> hs_status {
    try begin(subject)
    let status = subject.work(SampleRecords.input(for: subject.description.kind, count: rows))
    try end(subject)
    return status
  }

  /// How many lives there is time for: one may compile a language's queries or run tests in a sandbox, and all of a check
  /// has half a minute. Lives the first.
  func lives(_ subject: Subject, within span: Duration, atMost most: Int) throws(Finding) -> Int {
    let started = ContinuousClock.now
    try live(subject)
    let took = max(.microseconds(1), ContinuousClock.now - started)
    return max(1, Int(min(Double(most), span / took)))
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

  static func text(_ value: some Encodable) -> String {
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
