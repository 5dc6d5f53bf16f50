import CHomeostasisPlugin
import Healing
import PluginBridge

extension Exported {
  static func lifecycle(isStateful: Bool) -> hs_lifecycle {
    var table = hs_lifecycle()
    table.size = size(hs_lifecycle.self)
    table.create = { host, call, settings, out in
      do throws(StageFailure) {
        out.pointee = try Exported.create(host, call, settings)
        return HS_OK
      } catch {
        return StageCall.report(error, to: call)
      }
    }
    table.destroy = { Unmanaged<StageBox>.fromOpaque(UnsafeRawPointer($0)).release() }
    table.start = { instance, call in
      let box = StageBox.of(instance)
      return box.enter(call) { call throws(StageFailure) in
        try box.start(call)
        return HS_OK
      }
    }
    table.drain = { instance, call in
      let box = StageBox.of(instance)
      return box.enter(call) { call throws(StageFailure) in
        try box.drain(call)
        return HS_OK
      }
    }
    table.self_test = { instance, call in
      let box = StageBox.of(instance)
      return box.enter(call) { call throws(StageFailure) in
        try box.selfTest(call)
        return HS_OK
      }
    }
    if isStateful {
      table.save = { instance, call in
        let box = StageBox.of(instance)
        return box.enter(call) { call throws(StageFailure) in
          try box.save(call)
          return HS_OK
        }
      }
      table.restore = { instance, call, records in
        let box = StageBox.of(instance)
        return box.enter(call) { call throws(StageFailure) in
          try box.restore(Exported.batch(records), call)
          return HS_OK
        }
      }
    }
    return table
  }

  private static func batch(_ records: UnsafePointer<hs_records>) throws(StageFailure) -> RecordBatch {
    do throws(BridgeFailure) { return try RecordBatch(copying: records) } catch {
      throw StageFailure(.invalid, code: "host.records", place: "", message: error.description)
    }
  }

  static var monitor: hs_monitor {
    hs_monitor(
      size: size(hs_monitor.self), reserved: 0, resume: { Exported.work(.resume, $0, $1, $2) },
      poll: { instance, call in
        let box = StageBox.of(instance)
        return box.enter(call) { call throws(StageFailure) in
          try box.work(.poll, RecordBatch(schema: "", keys: [], rows: []), call)
        }
      })
  }

  static var analyzer: hs_analyzer {
    hs_analyzer(size: size(hs_analyzer.self), reserved: 0, analyze: { Exported.work(.analyze, $0, $1, $2) })
  }

  static var patcher: hs_patcher {
    hs_patcher(size: size(hs_patcher.self), reserved: 0, propose: { Exported.work(.propose, $0, $1, $2) })
  }

  static var tester: hs_tester {
    hs_tester(size: size(hs_tester.self), reserved: 0, verify: { Exported.work(.verify, $0, $1, $2) })
  }

  static var deployer: hs_deployer {
    hs_deployer(
      size: size(hs_deployer.self), reserved: 0, prepare: { Exported.work(.prepare, $0, $1, $2) },
      switch_over: { Exported.work(.switchOver, $0, $1, $2) }, promote: { Exported.work(.promote, $0, $1, $2) },
      rollback: { Exported.work(.rollBack, $0, $1, $2) }, status: { Exported.work(.status, $0, $1, $2) })
  }

  private static func work(
    _ verb: StageBox.Verb, _ instance: OpaquePointer, _ call: UnsafePointer<hs_call>,
    _ records: UnsafePointer<hs_records>
  ) -> hs_status {
    let box = StageBox.of(instance)
    return box.enter(call) { call throws(StageFailure) in
      try box.work(verb, batch(records), call)
    }
  }
}
