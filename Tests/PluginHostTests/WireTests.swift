import Healing
import TestSupport
import Testing

@testable import PluginBridge
@testable import PluginHost

/// What host and runner say to each other comes through as it was, and whatever else a runner says is refused.
@Suite struct WireTests {
  private static let incident = Incident(
    id: "i", parent: "e", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: "it \"broke\"\n",
    type: "KeyError", firstSeen: .unknown, lastSeen: .unknown,
    frames: [StackFrame(file: "a.py", line: 3, symbol: "f", project: true)], events: ["e"])

  private static let batches = [
    RecordBatch([incident, incident]), RecordBatch([Incident]()),
    RecordBatch(
      [Cursor(monitor: "m", stream: "s", position: [0, 255], at: .unknown)], stream: "s", cursor: [1, 2, 3]),
    RecordBatch(schema: "x/1", keys: [], rows: [.init(id: "a", parent: "", at: -1, cells: [])]),
  ]

  private static var call: PluginCall {
    var call = PluginCall(id: "w", attempt: 2, timeout: .seconds(1), context: batches)
    call.trace = "00-trace"
    return call
  }

  private static let frames: [Frame] =
    batches.map { .emit($0, durable: true) } + [
      .call(verb: 12, RunnerCall(call, sequence: 7, input: batches[0])), .answer(5), .served(status: 9, [1, 2]),
      .ready(description: "{}"), .refused("no"), .service(id: "s", method: "m", Array("{}".utf8)),
      .log(level: 3, text: "t", fields: "{}"),
      .load(library: "/l", id: "x", .monitor, RunnerRules(Grants(), beside: "/bin/runner")),
      .done(
        PluginAnswer(
          status: 1,
          complaints: [.init(failure: StageFailure(.failed, code: "c", place: "p", message: "m"), record: "r")])),
    ]

  private func bytes(_ frame: Frame) -> [UInt8] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 64)
    defer { room.deallocate() }
    var writer = WireWriter(in: room)
    frame.write(to: &writer)
    return Array(writer.bytes)
  }

  /// Reads the bytes at an address that C structs may stand at, as shared memory and the socket's buffer have it.
  private func read(_ bytes: [UInt8], borrows: Bool = false, _ body: (Frame) -> Void = { _ in }) throws(BridgeFailure) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 64)
    defer { copy.deallocate() }
    copy.copyBytes(from: bytes)
    var reader = WireReader(UnsafeMutableRawBufferPointer(rebasing: copy[..<bytes.count]), borrows: borrows)
    body(try Frame(from: &reader))
  }

  @Test(arguments: [false, true]) func everyFrameComesThrough(_ borrows: Bool) throws {
    for frame in Self.frames {
      let written = bytes(frame)
      var again: [UInt8] = []
      try read(written, borrows: borrows) { again = bytes($0) }
      #expect(again == written)
    }
    try read(bytes(.emit(Self.batches[0], durable: false))) { frame in
      guard case .emit(let batch, false) = frame else { return }
      #expect((try? batch.values(Incident.self)) == [Self.incident, Self.incident])
    }
  }

  @Test func aFrameThatIsCutIsRefusedAtEveryLength() {
    for frame in Self.frames {
      let whole = bytes(frame)
      for length in 0..<whole.count { #expect(throws: BridgeFailure.self) { try read(Array(whole[..<length])) } }
    }
  }

  @Test func textsThatLieOutsideAreRefused() {
    let whole = bytes(.emit(Self.batches[0], durable: false))
    let head = 16  // Type, durable, length, filling: then the packed batch.
    for (field, value) in [(16, UInt64.max), (16, 1 << 40), (24, UInt64.max), (24, 1 << 30), (16, 8)] {
      var bent = whole
      withUnsafeBytes(of: value) { bent.replaceSubrange(head + field..<head + field + 8, with: $0) }
      #expect(throws: BridgeFailure.self, "\(value) at \(field)") { try read(bent) }
    }
  }

  /// Every frame that is read can be looked at in all its parts; memory that it does not own would end this process.
  @Test func bentFramesNeverDoHarm() throws {
    var chance = SeededGenerator(Soak.seed)
    let begun = ContinuousClock.now
    var (count, taken) = (0, 0)
    while Soak.isOn ? ContinuousClock.now - begun < .seconds(600) : count < 20_000 {
      count += 1
      var bent = bytes(Self.frames.randomElement(using: &chance)!)
      for _ in 0..<Int.random(in: 1...4, using: &chance) { bend(&bent, &chance) }
      // A frame that is refused is as good as one that can be read.
      try? read(bent) { frame in
        taken += 1
        if case .emit(let batch, _) = frame { look(at: batch) }
        if case .call(_, let call) = frame { call.context.forEach(look) }
      }
    }
    #expect(taken > 0 && taken < count)
  }

  private func bend(_ bytes: inout [UInt8], _ chance: inout SeededGenerator) {
    let place = Int.random(in: 0..<bytes.count, using: &chance)
    switch Int.random(in: 0..<5, using: &chance) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
    case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
    case 2 where bytes.count > 1: bytes.removeSubrange(place..<min(bytes.count, place + 8))
    case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 16)], at: place)
    default:
      let word = [0, 1, 255, 65_536, .max, UInt64(bytes.count), 1 << 63].randomElement(using: &chance)!
      withUnsafeBytes(of: word) {
        for (offset, byte) in $0.enumerated() where place + offset < bytes.count { bytes[place + offset] = byte }
      }
    }
    if bytes.isEmpty { bytes = [0] }
  }

  private func look(at batch: RecordBatch) {
    _ = (batch.schema, batch.stream, batch.cursor, batch.keys, batch.rows)
    _ = try? batch.check()
    _ = try? batch.values(Incident.self)
  }
}
