import Healing
import LibFuzzer

@testable import PluginBridge
@testable import PluginHost

/// One frame of the runner's protocol, from any bytes: it is refused, or read and written again as it was.
/// A trap, a report of the address sanitizer or a difference ends the fuzzer.
private func tryFrame(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let frame = try? read(bytes) else { return }
  if case .emit(let batch, _) = frame { readAsRecords(batch) }
  let once = written(frame)
  guard let again = try? once.withUnsafeBufferPointer(read) else { fatalError("a written frame cannot be read") }
  precondition(written(again) == once, "a frame changes when it is written and read")
}

/// At an address that C structs may stand at, as shared memory has it.
private func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(BridgeFailure) -> Frame {
  let room = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 64)
  defer { room.deallocate() }
  room.copyBytes(from: bytes)
  var reader = WireReader(UnsafeMutableRawBufferPointer(rebasing: room[..<bytes.count]), borrows: false)
  return try Frame(from: &reader)
}

private func written(_ frame: Frame) -> [UInt8] {
  let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 64)
  defer { room.deallocate() }
  var writer = WireWriter(in: room)
  frame.write(to: &writer)
  return Array(writer.bytes)
}

/// A batch that came through is looked at as every kind of record: most are none, and that is an error and no trap.
private func readAsRecords(_ batch: RecordBatch) {
  _ = try? batch.values(Event.self)
  _ = try? batch.values(Incident.self)
  _ = try? batch.values(Diagnosis.self)
  _ = try? batch.values(Patch.self)
  _ = try? batch.values(Verdict.self)
  _ = try? batch.values(Rollout.self)
  _ = try? batch.values(Cursor.self)
}

/// What libFuzzer calls with each input, by this name.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  tryFrame(UnsafeBufferPointer(start: bytes, count: count))
  return 0
}

/// The build tool calls the main function so; libFuzzer's takes over from here.
@_cdecl("FuzzFrames_main")
public func start(_ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
  var (count, words) = (count, words)
  return LLVMFuzzerRunDriver(&count, &words, tryOne)
}
