import Glibc
import Healing
import KeeperProtocol
import SourceTree
import SystemCalls

extension ProtocolFailure {
  /// Whether another keeper may do better, or this one once it knows its service.
  var meansGone: Bool {
    switch self {
    case .closed: true
    case .system(let error): error.number == EPIPE || error.number == ECONNRESET
    case .refused(let refusal): refusal.code == .unconfigured
    case .malformed, .timeout: false
    }
  }
}

extension StageFailure {
  init(_ failure: ProtocolFailure, place: String) {
    switch failure {
    case .refused(let refusal): self.init(refusal, place: place)
    case .timeout: self.init(.timeout, code: "keeper.timeout", place: place, message: failure.description)
    case .closed: self.init(.busy, code: "keeper.gone", place: place, message: failure.description)
    case .malformed, .system: self.init(.failed, code: "keeper.failed", place: place, message: failure.description)
    }
  }

  private init(_ refusal: Refusal, place: String) {
    let kind: Kind =
      switch refusal.code {
      case .address, .unhealthy, .failed: .failed
      case .absent, .invalid: .invalid
      case .busy, .unconfigured: .busy
      case .held: .denied
      }
    self.init(kind, code: "service.\(refusal.code.rawValue)", place: place, message: refusal.message)
  }

  init(_ failure: TreeFailure) {
    let kind: Kind = failure.kind == .refused || failure.kind == .malformed ? .invalid : .failed
    let code = failure.kind == .stale ? "stale-source" : "tree.\(failure.kind.rawValue)"
    self.init(kind, code: code, place: failure.place, message: failure.message)
  }

  init(_ error: SystemError, doing: String) {
    self.init(.failed, code: "release.failed", place: error.subject, message: "\(doing): \(error)")
  }
}
