import Testing
import TraceGrammar

@Suite struct AccessLineBehindLoggerTests {
  @Test(arguments: [
    ("2026-11-24 07:20:00,123 INFO shop.access GET /products?tag=light 200 1.5ms", 200, 0.0015),
    ("2026-11-24T07:20:00Z [worker-3] INFO app POST /cart 503 12 ms", 503, 0.012),
  ])
  func aRequestBehindALoggersNameIsSeen(_ line: String, _ status: Int, _ seconds: Double) throws {
    var line = line
    let found = line.withUTF8 { bytes -> AccessLine? in
      let raw = UnsafeRawBufferPointer(bytes)
      return AccessLine.find(in: raw, textStart: LineHead(raw).textStart)
    }
    #expect(found?.status == status)
    #expect(abs((found?.seconds ?? 0) - seconds) < 1e-9)
  }

  @Test(arguments: ["2026-11-24 07:20:00,123 INFO shop GET ready for 200 customers", "INFO nothing to see here /x 200"])
  func wordsThatOnlyLookAlikeAreNone(_ line: String) throws {
    var line = line
    line.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      #expect(AccessLine.find(in: raw, textStart: LineHead(raw).textStart) == nil)
    }
  }
}
