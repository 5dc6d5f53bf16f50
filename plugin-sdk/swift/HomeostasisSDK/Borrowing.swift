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

extension StageFailure.Kind {
  init(_ status: hs_status) {
    switch status {
    case HS_INVALID: self = .invalid
    case HS_UNSUPPORTED: self = .unsupported
    case HS_CANCELLED: self = .cancelled
    case HS_BUSY: self = .busy
    case HS_DENIED: self = .denied
    case HS_ABSENT: self = .absent
    case HS_CONFLICT: self = .conflict
    default: self = .failed
    }
  }

  var status: hs_status {
    switch self {
    case .failed, .timeout, .crashed: HS_FAILED
    case .invalid: HS_INVALID
    case .unsupported: HS_UNSUPPORTED
    case .cancelled: HS_CANCELLED
    case .busy: HS_BUSY
    case .denied: HS_DENIED
    case .absent: HS_ABSENT
    case .conflict: HS_CONFLICT
    }
  }
}
