import CHomeostasisPlugin
import Healing

/// Lends the bytes of `text` to `body`.
func borrow<Result>(_ text: String, _ body: (hs_str) -> Result) -> Result {
  var text = text
  return text.withUTF8 { body(hs_str(UnsafeRawBufferPointer($0))) }
}

extension hs_str {
  init(_ bytes: UnsafeRawBufferPointer) {
    self.init(ptr: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), len: bytes.count)
  }

  var string: String { String(decoding: UnsafeRawBufferPointer(start: ptr, count: len), as: UTF8.self) }
}
