import Healing
import PluginBridge

/// What host and runner say to each other. The host speaks first; while the runner is in a call it may ask back (emit,
/// service) and waits for each answer, so exactly one side has the word at any time. Only lines of the log come between.
enum Frame: Sendable {
  // From the host.
  case load(library: String, id: String, RunnerRole, RunnerRules)
  case call(verb: UInt8, RunnerCall)
  case answer(UInt32)
  case served(status: UInt32, [UInt8])
  // From the runner.
  case ready(description: String)
  case refused(String)
  case emit(RecordBatch, durable: Bool)
  case service(id: String, method: String, [UInt8])
  case log(level: UInt32, text: String, fields: String)
  case done(PluginAnswer)

  /// The largest frame: a batch at its limit, its context, and room to spare.
  static let bytesAtMost = 96 << 20

  func write(to writer: inout WireWriter) {
    switch self {
    case .load(let library, let id, let role, let rules):
      writer.byte(1)
      writer.text(library)
      writer.text(id)
      writer.byte(role.rawValue)
      rules.write(to: &writer)
    case .call(let verb, let call):
      writer.byte(2)
      writer.byte(verb)
      call.write(to: &writer)
    case .answer(let status):
      writer.byte(3)
      writer.number(UInt64(status))
    case .served(let status, let body):
      writer.byte(4)
      writer.number(UInt64(status))
      writer.blob(body)
    case .ready(let description):
      writer.byte(16)
      writer.text(description)
    case .refused(let reason):
      writer.byte(17)
      writer.text(reason)
    case .emit(let batch, let durable):
      Self.beginEmit(&writer, durable: durable)
      writer.batch(batch)
    case .service(let id, let method, let request):
      writer.byte(19)
      writer.text(id)
      writer.text(method)
      writer.blob(request)
    case .log(let level, let text, let fields):
      writer.byte(20)
      writer.number(UInt64(level))
      writer.text(text)
      writer.text(fields)
    case .done(let answer):
      writer.byte(21)
      writer.number(UInt64(answer.status))
      writer.text(answer.complaints.isEmpty ? "" : Self.text(answer.complaints))
    }
  }

  /// What stands before the batch that a plugin emits.
  static func beginEmit(_ writer: inout WireWriter, durable: Bool) {
    writer.byte(18)
    writer.byte(durable ? 1 : 0)
  }

  init(from reader: inout WireReader) throws(BridgeFailure) {
    switch try reader.byte() {
    case 1:
      let (library, id) = (try reader.text(), try reader.text())
      guard let role = RunnerRole(rawValue: try reader.byte()) else { throw BridgeFailure("a role that is not known") }
      self = .load(library: library, id: id, role, try RunnerRules(from: &reader))
    case 2: self = .call(verb: try reader.byte(), try RunnerCall(from: &reader))
    case 3: self = .answer(UInt32(truncatingIfNeeded: try reader.number()))
    case 4: self = .served(status: UInt32(truncatingIfNeeded: try reader.number()), try reader.blob())
    case 16: self = .ready(description: try reader.text())
    case 17: self = .refused(try reader.text())
    case 18:
      let durable = try reader.byte() != 0
      self = .emit(try reader.batch(), durable: durable)
    case 19: self = .service(id: try reader.text(), method: try reader.text(), try reader.blob())
    case 20:
      self = .log(
        level: UInt32(truncatingIfNeeded: try reader.number()), text: try reader.text(), fields: try reader.text())
    case 21:
      let status = UInt32(truncatingIfNeeded: try reader.number())
      self = .done(PluginAnswer(status: status, complaints: try Self.complaints(try reader.text())))
    case let other: throw BridgeFailure("a frame of unknown type \(other)")
    }
  }

  private static func text(_ complaints: [PluginAnswer.Complaint]) -> String {
    do { return try JSON.text(complaints) } catch { preconditionFailure("texts that are not JSON: \(error)") }
  }

  private static func complaints(_ text: String) throws(BridgeFailure) -> [PluginAnswer.Complaint] {
    if text.isEmpty { return [] }
    do {
      return Array(try JSON.decode([PluginAnswer.Complaint].self, from: text).prefix(1000))
    } catch {
      throw BridgeFailure("complaints that are not JSON")
    }
  }
}
