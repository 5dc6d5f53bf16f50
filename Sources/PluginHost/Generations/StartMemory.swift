import Healing
import PluginBridge

/// How the instance of a stage was started and, for a monitor, how far it has come: what the next generation begins with.
struct StartMemory: Sendable {
  /// The last start; nil: nobody has started it.
  var start: PluginCall?
  /// The last resume; nil: not a monitor, or one that was never begun.
  var resume: PluginCall?
  /// The last cursor of each stream that the host has taken.
  var cursors: [String: Cursor] = [:]

  /// Remembers what goes by.
  mutating func saw(_ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall) {
    switch verb {
    case .start: start = call
    case .resume:
      resume = call
      // The host has made this batch itself, out of cursors.
      let given: [Cursor] = input.flatMap { try? $0.values() } ?? []
      cursors = Dictionary(given.map { ($0.stream, $0) }) { _, last in last }
    default: break
    }
  }

  /// The host has stored a batch of this monitor.
  mutating func took(_ batch: RecordBatch, of stage: String) {
    guard !batch.cursor.isEmpty else { return }
    cursors[batch.stream] = Cursor(monitor: stage, stream: batch.stream, position: batch.cursor, at: .unknown)
  }

  /// Begins `instance` as the last one was begun; returns why that failed.
  func begin(_ instance: any PluginInstance) async -> StageFailure? {
    do throws(StageFailure) {
      if let resume {
        let places = RecordBatch(cursors.values.sorted { $0.stream < $1.stream })
        _ = try await instance.perform(.resume, places, resume.again())
      }
      if let start { _ = try await instance.perform(.start, nil, start.again()) }
      return nil
    } catch {
      return error
    }
  }
}

extension PluginCall {
  /// The same call with nothing said to it yet.
  func again(attempt: UInt32? = nil) -> PluginCall {
    var call = PluginCall(
      id: id, attempt: attempt ?? self.attempt, timeout: timeout, context: context, settings: settings,
      services: services, emit: emit)
    call.trace = trace
    return call.bound()
  }
}
