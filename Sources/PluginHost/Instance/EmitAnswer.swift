import CHomeostasisPlugin

/// What the host says to a batch that a plugin emits.
public enum EmitAnswer: UInt32, Sendable {
  case taken, failed, invalid, enough, busy

  var status: hs_status {
    switch self {
    case .taken: HS_OK
    case .failed: HS_FAILED
    case .invalid: HS_INVALID
    case .enough: HS_CANCELLED
    case .busy: HS_BUSY
    }
  }

  init(status: hs_status) {
    switch status {
    case HS_OK: self = .taken
    case HS_INVALID: self = .invalid
    case HS_CANCELLED: self = .enough
    case HS_BUSY: self = .busy
    default: self = .failed
    }
  }
}
