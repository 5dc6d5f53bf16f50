import SystemCalls
import TestSupport
import Testing

@testable import PluginHost

/// What fuzzing kept, and among it what once ended the fuzzer: each is answered or refused.
@Suite struct KeptInputTests {
  @Test func everyFileIsInspectedOrRefused() throws {
    let folder = "\(Built.root)/Tests/Fuzz/Corpus/FuzzInspection"
    let names = try Files.list(folder)
    #expect(names.count >= 100)
    var inspected = 0
    for name in names {
      let bytes = try Files.read("\(folder)/\(name)")
      if (try? ELFInspection(bytes: bytes, path: "kept.so")) != nil { inspected += 1 }
      for path in ["kept.so", "kept.py"] { _ = StaticDescriptor(bytes, path: path) }
    }
    #expect(inspected > 0 && inspected < names.count)
  }
}
