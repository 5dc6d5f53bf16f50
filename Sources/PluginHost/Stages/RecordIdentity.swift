import Digest
import PluginBridge

/// The id of a record that its plugin did not name: a hash of schema, parent and content, so that the same answer is the
/// same record.
enum RecordIdentity {
  static func of<Value: Record>(_ value: Value) -> String {
    let batch = RecordBatch([value])
    var hash = SHA256()
    batch.withContent(of: 0) { hash.update($0) }
    return String(hash.finalizeHex().prefix(24))
  }
}
