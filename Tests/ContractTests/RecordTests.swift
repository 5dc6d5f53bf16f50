import Healing
import PluginBridge
import RecordSchemas
import Testing

/// Values survive the way through the C form, and the schemas are complete.
@Suite struct RecordTests {
  private func through<Value: Record>(_ value: Value) throws -> Value {
    let batch = RecordBatch([value])
    return try #require(try RecordBatch(copying: batch.records).values(Value.self).first)
  }

  @Test func everyValueComesBackAsItWas() throws {
    var event = Event(
      id: "e", at: Timestamp(nanoseconds: 5), service: "shop", source: "log", signal: .error, severity: .error,
      message: "nul\0 and ü")
    event.value = 1
    event.attributes = ["camelCase": ["snake_case": 1.5], "failing_request": nil]
    #expect(try through(event) == event)
    let incident = Incident(
      id: "i", parent: "e", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: "t",
      type: "KeyError",
      firstSeen: Timestamp(nanoseconds: 1), lastSeen: Timestamp(nanoseconds: 2),
      frames: [StackFrame(file: "a.py", line: 3, symbol: "f", source: "x = d[k]", project: true)], events: ["e"])
    #expect(try through(incident) == incident)
    let diagnosis = Diagnosis(
      id: "d", parent: "i", cause: "c", category: "missing-key", confidence: 1,
      exceptions: [ThrownException(type: "KeyError", message: "'k'", frames: incident.frames)],
      locations: [Location(file: "a.py", line: 3, score: 0.9)], evidence: [Evidence(kind: "source", text: "x")],
      reproduction: Reproduction(
        kind: .request, request: FailingRequest(method: "GET", target: "/", headers: [["a", "b"]]),
        exception: "KeyError"))
    #expect(try through(diagnosis) == diagnosis)
    let patch = Patch(
      id: "p", parent: "d", base: "b", diff: "--- a\n", title: "t", template: "key-get", score: 0.5,
      files: [FileChange(path: "a.py", base: "1", new: nil)])
    #expect(try through(patch) == patch)
    let verdict = Verdict(
      id: "v", parent: "p", result: .accepted, reason: "ok", patchHash: "h", tree: "t", duration: .seconds(1),
      failures: [TestFailure(test: "t", message: "m")])
    #expect(try through(verdict) == verdict)
    let rollout = Rollout(
      id: "r", parent: "p", rollout: "w", service: "shop", target: "local", state: .rolledBack, generation: 2,
      previous: 1,
      patchHash: "h", tree: "t", undo: ["previousTree": "x"])
    #expect(try through(rollout) == rollout)
    let cursor = Cursor(monitor: "m", stream: "s", position: [0, 255, 10], at: Timestamp(nanoseconds: 9))
    #expect(try through(cursor) == cursor)
    let service = ServiceDescription(name: "shop", language: "python", root: "/srv", test: ["a", "b"], mode: .auto)
    #expect(try through(service) == service)
  }

  @Test func whatASchemaForbidsIsNamed() throws {
    var batch = RecordBatch([Verdict(id: "v", parent: "p", result: .accepted, reason: "ok", patchHash: "h", tree: "t")])
    batch.rows[0].cells[0] = .text("perhaps")
    let failure = #expect(throws: BridgeFailure.self) { try batch.check() }
    #expect(failure?.description.contains("result of row 0") == true)
    batch.keys[0] = "outcome"
    #expect(throws: BridgeFailure("homeostasis.verdict/1 without the required column result")) { try batch.check() }
  }

  @Test func everySchemaDocumentsEveryColumn() {
    #expect(RecordSchema.all.count == 8)
    for schema in RecordSchema.all.values {
      #expect(!schema.summary.isEmpty && schema.columns.allSatisfy { !$0.summary.isEmpty })
      #expect(schema.document.contains("| \(schema.columns[0].name) |"))
    }
  }
}
