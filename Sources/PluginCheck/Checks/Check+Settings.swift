import CHomeostasisPlugin
import Healing
import JSONSchema
import PluginHost

extension Check {
  static let settingsChecks = [unknownKey, selfTest]

  private static let unknownKey = Check(
    name: "unknown-key", summary: "a setting that does not exist is refused, and named by its JSON pointer"
  ) { bench throws(Finding) in
    let plugin = try bench.load()
    guard let document = plugin.description.settingsSchema else { return "it takes no settings" }
    let key = "no-such-key-\(bench.seed % 1000)"
    do throws(InvalidSchema) {
      let mismatches = try Schema(document).check(.object([key: .integer(1)]))
      if mismatches.contains(where: { $0.path == [key] }) { return "the schema refuses it at /\(key)" }
    } catch {
      throw .skipped("see settings-schema")
    }
    let subject = bench.subject(of: plugin, settings: "{\"\(key)\": 1}")
    let status = subject.create()
    let said = subject.host.heard().failures
    if status == HS_OK {
      throw .failed("the unknown key \(key) is accepted: a typing mistake would go unseen")
    }
    if !said.contains(where: { $0.place == "/\(key)" }) {
      throw .failed("an unknown key is refused, but call->fail does not give its place /\(key)")
    }
    return "create refuses it"
  }

  private static let selfTest = Check(
    name: "self-test", summary: "the plugin's own test passes", whenCrashed: "self_test ended the process"
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    let created = subject.create()
    if created != HS_OK { throw .failed("create answers \(StatusName.of(created))") }
    guard let status = subject.selfTest() else { throw .skipped("it has no self_test") }
    let said = subject.host.heard().failures.first?.text ?? "without a reason"
    subject.destroy()
    if status != HS_OK { throw .failed("self_test answers \(StatusName.of(status)): \(said)") }
    return "HS_OK"
  }
}
