import CHomeostasisPlugin
import Testing

/// The layout of the contract. A change here without a new version of the ABI breaks every plugin that exists; a field
/// that was appended gets a new line, and `HS_ABI_MINOR` grows.
@Suite struct LayoutTests {
  @Test func sizesAreThoseOfABI10() {
    #expect(HS_ABI_MAJOR == 1 && HS_ABI_MINOR == 0 && HS_ABI_MAGIC == 0x48534F53)
    let sizes = [
      MemoryLayout<hs_str>.size, MemoryLayout<hs_value>.size, MemoryLayout<hs_field>.size, MemoryLayout<hs_record>.size,
      MemoryLayout<hs_records>.size, MemoryLayout<hs_failure>.size, MemoryLayout<hs_call>.size,
      MemoryLayout<hs_host>.size, MemoryLayout<hs_lifecycle>.size, MemoryLayout<hs_monitor>.size,
      MemoryLayout<hs_analyzer>.size, MemoryLayout<hs_patcher>.size, MemoryLayout<hs_tester>.size,
      MemoryLayout<hs_deployer>.size, MemoryLayout<hs_plugin>.size, MemoryLayout<hs_module>.size,
      MemoryLayout<hs_service>.size, MemoryLayout<hs_sink>.size,
    ]
    #expect(sizes == [16, 24, 40, 48, 96, 80, 88, 48, 64, 24, 16, 16, 16, 48, 176, 56, 16, 16])
  }

  @Test func fieldsAreWhereABI10PutsThem() {
    #expect(MemoryLayout<hs_records>.offset(of: \.schema) == 16)
    #expect(MemoryLayout<hs_records>.offset(of: \.stream) == 32)
    #expect(MemoryLayout<hs_records>.offset(of: \.cursor) == 48)
    #expect(MemoryLayout<hs_records>.offset(of: \.keys) == 72)
    #expect(MemoryLayout<hs_records>.offset(of: \.first) == 88)
    #expect(MemoryLayout<hs_record>.offset(of: \.values) == 40)
    #expect(MemoryLayout<hs_failure>.offset(of: \.retry_after_ns) == 72)
    #expect(MemoryLayout<hs_call>.offset(of: \.deadline_ns) == 40)
    #expect(MemoryLayout<hs_call>.offset(of: \.context) == 56)
    #expect(MemoryLayout<hs_call>.offset(of: \.fail) == 80)
    #expect(MemoryLayout<hs_host>.offset(of: \.emit) == 32)
    #expect(MemoryLayout<hs_lifecycle>.offset(of: \.self_test) == 56)
    #expect(MemoryLayout<hs_deployer>.offset(of: \.status) == 40)
    #expect(MemoryLayout<hs_plugin>.offset(of: \.config_schema) == 56)
    #expect(MemoryLayout<hs_plugin>.offset(of: \.lifecycle) == 128)
    #expect(MemoryLayout<hs_plugin>.offset(of: \.deployer) == 168)
    #expect(MemoryLayout<hs_module>.offset(of: \.extension) == 48)
    #expect(MemoryLayout<hs_service>.offset(of: \.call) == 8)
  }

  @Test func statusAndKindNumbersStay() {
    #expect(
      [
        HS_OK, HS_FAILED, HS_INVALID, HS_UNSUPPORTED, HS_CANCELLED, HS_BUSY, HS_POISONED, HS_ABSENT, HS_CONFLICT,
        HS_DENIED,
      ] == Array(0...9))
    #expect([HS_NULL, HS_BOOL, HS_I64, HS_F64, HS_TEXT, HS_BYTES, HS_TIME, HS_JSON] == Array(0...7))
  }
}
