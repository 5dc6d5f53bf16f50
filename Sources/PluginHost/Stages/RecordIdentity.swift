import Digest
import Healing
import PluginBridge

/// The id of a record that its plugin did not name: a hash of schema, parent and content.
enum RecordIdentity {
  static func of<Value: Record>(_ value: Value) -> String {
    var value = value
    value.recordAt = .unknown
    do {
      let content = try JSON.text(value)
      return String(SHA256.hex(of: "\(Value.schema)\n\(value.recordParent)\n\(content)").prefix(24))
    } catch {
      preconditionFailure("a record that cannot be written as JSON: \(error)")
    }
  }
}
