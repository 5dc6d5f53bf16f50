import CHomeostasisPlugin
import Healing
import PluginBridge

/// The state of a stage as the contract hands it over: one record of the stage's own schema, with one column of JSON.
enum StateRecord {
  private static let column = "state"

  static func save<S: StatefulStage>(_ stage: inout S, _ call: StageCall) throws(StageFailure) {
    let state = try stage.save(call)
    let text: String
    do { text = try JSON.text(state) } catch {
      throw StageFailure(.failed, code: "state.not-json", place: S.stateSchema, message: "\(error)")
    }
    try call.emit(
      RecordBatch(
        schema: S.stateSchema, keys: [column], rows: [.init(id: "", parent: "", at: 0, cells: [.json(text)])]))
  }

  static func restore<S: StatefulStage>(
    _ stage: inout S, from batch: RecordBatch, _ call: StageCall
  ) throws(StageFailure) {
    guard batch.schema == S.stateSchema else {
      throw StageFailure(
        .unsupported, code: "state.schema", place: batch.schema, message: "only \(S.stateSchema) is known")
    }
    guard batch.count == 1, let place = batch.keys.firstIndex(of: column),
      case .json(let text) = batch.rows[0].cells[place]
    else { throw unreadable(S.stateSchema, "it is not one record with the column \(column)") }
    let state: S.State
    do { state = try JSON.decode(from: text) } catch { throw unreadable(S.stateSchema, "\(error)") }
    try stage.restore(state, call)
  }

  private static func unreadable(_ schema: String, _ message: String) -> StageFailure {
    StageFailure(.failed, code: "state.unreadable", place: schema, message: message)
  }
}
