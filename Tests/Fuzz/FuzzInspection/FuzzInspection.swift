import LibFuzzer

@testable import PluginHost

/// A file that says it is a plugin, from any bytes: it is inspected as `homeostasis plugin inspect` does, or refused.
/// A trap or a report of the address sanitizer ends the fuzzer.
private func tryInspection(_ bytes: [UInt8]) {
  if let inspection = try? ELFInspection(bytes: bytes, path: "fuzzed.so") {
    precondition(inspection.exports == inspection.exports.sorted(), "exports out of order")
  }
  for path in ["fuzzed.so", "fuzzed.py"] { _ = StaticDescriptor(bytes, path: path) }
}

/// What libFuzzer calls with each input, by this name.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  tryInspection(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

/// The build tool calls the main function so; libFuzzer's takes over from here.
@_cdecl("FuzzInspection_main")
public func start(_ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
  var (count, words) = (count, words)
  return LLVMFuzzerRunDriver(&count, &words, tryOne)
}
