import CHomeostasisPlugin
import Healing
import JSONSchema
import PluginHost

/// What everything else rests on: the file, the tables, the schema, and one plain life.
extension Check {
  static let library = Check(
    name: "library", summary: "the file exports the entry alone and can be loaded again and again", isGate: true
  ) { bench throws(Finding) in
    let inspection: ELFInspection
    do throws(PluginFailure) { inspection = try ELFInspection(path: bench.library) } catch {
      throw .failed("\(error.reason) [\(error.code)]")
    }
    if !inspection.defects.isEmpty {
      throw .failed(inspection.defects.map { "\($0.reason) [\($0.code)]" }.joined(separator: "; "))
    }
    return "needs \(inspection.needed.joined(separator: ", "))"
  }

  static let descriptor = Check(
    name: "descriptor", summary: "the tables are well formed, and the same in two loads",
    whenCrashed: "loading it ended the process: look for a constructor that aborts, exits or never returns",
    isGate: true
  ) { bench throws(Finding) in
    let (first, second) = (try bench.load(), try bench.load())
    if first.description != second.description {
      throw .failed("its descriptor is another one in the second load: it must be constant data")
    }
    let description = first.description
    for schema in description.consumes + description.produces where !isSchemaName(schema) {
      throw .failed("“\(schema)” is no schema name such as homeostasis.incident/1")
    }
    if description.version.split(separator: ".").count < 3 {
      throw .failed("its version “\(description.version)” is no SemVer such as 1.0.0")
    }
    return "\(description.id) \(description.version), \(description.kind.rawValue), \(description.runtime)"
  }

  private static func isSchemaName(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].contains(".") && UInt(parts[1]) != nil
  }

  static let settingsSchema = Check(
    name: "settings-schema", summary: "config_schema is a JSON Schema, and its examples and defaults fit it",
    isGate: true
  ) { bench throws(Finding) in
    let plugin = try bench.load()
    guard let document = plugin.description.settingsSchema else { return "it takes no settings" }
    let schema: Schema
    do throws(InvalidSchema) { schema = try Schema(document) } catch {
      throw .failed("config_schema is no JSON Schema: \(error.defects.first?.description ?? "")")
    }
    try checkDefaults(document)
    let examples = document["examples"]?.array ?? []
    for example in examples {
      if let mismatch = schema.check(example).first {
        throw .failed("the example \(CheckBench.text(example)) does not fit: \(mismatch)")
      }
      let subject = bench.subject(of: plugin, settings: CheckBench.text(example))
      let status = subject.create()
      if status != HS_OK {
        let said = subject.host.heard().failures.first?.text ?? ""
        throw .failed(
          "create answers \(StatusName.of(status)) to the example \(CheckBench.text(example)), which fits: \(said)")
      }
      subject.destroy()
    }
    let settings = try bench.settings(for: plugin)
    return "\(examples.count) examples; checked with \(settings)"
  }

  private static func checkDefaults(_ document: JSONValue) throws(Finding) {
    guard let all = document.object, let properties = document["properties"]?.object else { return }
    var open = all
    open["required"] = nil
    open["minProperties"] = nil
    // What cannot be read without `required` is fine: the whole schema has been read.
    guard let schema = try? Schema(.object(open)) else { return }
    for (key, property) in properties.sorted(by: { $0.key < $1.key }) {
      guard let value = property["default"] else { continue }
      if let mismatch = schema.check(.object([key: value])).first {
        throw .failed("the default of \(key) does not fit: \(mismatch)")
      }
    }
  }

  static let life = Check(
    name: "life", summary: "create, start, work, drain and destroy, once",
    whenCrashed: "a plain life with one record of input ended the process", isGate: true
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    try bench.begin(subject)
    let status = subject.work(SampleRecords.input(for: subject.description.kind, count: 1))
    let heard = subject.host.heard()
    try bench.end(subject)
    if status == HS_POISONED { throw .failed("the first call answers HS_POISONED") }
    if status > HS_DENIED { throw .failed("the status \(status) is not one of plugin.h") }
    if status != HS_OK && status != HS_UNSUPPORTED && status != HS_CANCELLED && heard.failures.isEmpty {
      throw .warning("\(StatusName.of(status)) without a reason: tell it with call->fail")
    }
    let said = heard.failures.first.map { ": \($0.text)" } ?? ""
    return "\(StatusName.of(status)), \(heard.batches.count) batches\(said)"
  }
}
