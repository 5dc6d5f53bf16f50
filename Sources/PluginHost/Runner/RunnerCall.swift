import Healing
import PluginBridge

/// One call as it travels to a runner.
struct RunnerCall: Sendable {
  /// Number of the call in this runner's life, from 1: what the stop word is compared with.
  var sequence: UInt64
  var id: String
  var attempt: UInt32
  var trace: String
  /// Nanoseconds from its arrival; 0: no limit.
  var timeoutNs: Int64
  var settings: String
  var granted: [String]
  var context: [RecordBatch]
  var input: RecordBatch?

  init(_ call: PluginCall, sequence: UInt64, input: RecordBatch?) {
    self.sequence = sequence
    id = call.id
    attempt = call.attempt
    trace = call.trace
    timeoutNs = call.timeout?.nanoseconds ?? 0
    settings = call.settings
    granted = HostServiceID.allCases.map(\.rawValue).filter { call.services.grants($0) }
    context = call.context
    self.input = input
  }

  func write(to writer: inout WireWriter) {
    writer.number(sequence)
    writer.text(id)
    writer.number(UInt64(attempt))
    writer.text(trace)
    writer.number(UInt64(bitPattern: timeoutNs))
    writer.text(settings)
    writer.text(granted.joined(separator: " "))
    writer.number(UInt64(context.count))
    for batch in context { writer.batch(batch) }
    writer.byte(input == nil ? 0 : 1)
    if let input { writer.batch(input) }
  }

  init(from reader: inout WireReader) throws(BridgeFailure) {
    sequence = try reader.number()
    id = try reader.text()
    attempt = UInt32(truncatingIfNeeded: try reader.number())
    trace = try reader.text()
    timeoutNs = Int64(bitPattern: try reader.number())
    settings = try reader.text()
    granted = try reader.text().split(separator: " ").map(String.init)
    context = []
    let count = try reader.number()
    guard count <= 64 else { throw BridgeFailure("\(count) context batches; at most 64") }
    for _ in 0..<count { context.append(try reader.batch()) }
    input = try reader.byte() == 0 ? nil : try reader.batch()
  }
}
