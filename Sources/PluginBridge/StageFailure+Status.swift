public import CHomeostasisPlugin
public import Healing

extension StageFailure.Kind {
  /// What a status of the contract means; one that is not listed there is a failure.
  public init(_ status: hs_status) {
    switch status {
    case HS_INVALID: self = .invalid
    case HS_UNSUPPORTED: self = .unsupported
    case HS_CANCELLED: self = .cancelled
    case HS_BUSY: self = .busy
    case HS_DENIED: self = .denied
    case HS_ABSENT: self = .absent
    case HS_CONFLICT: self = .conflict
    case HS_POISONED: self = .crashed
    default: self = .failed
    }
  }

  /// The status that says it.
  public var status: hs_status {
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
