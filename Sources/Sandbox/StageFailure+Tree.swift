import Healing
import SourceTree
import SystemCalls

extension StageFailure {
  /// What a failure of the source tree means for a stage.
  init(_ failure: TreeFailure) {
    switch failure.kind {
    case .stale: self.init(.failed, code: "stale-source", place: failure.place, message: failure.message)
    case .mismatch, .malformed:
      self.init(.failed, code: "does-not-apply", place: failure.place, message: failure.message)
    case .refused: self.init(.denied, code: "patch.refused-path", place: failure.place, message: failure.message)
    case .limit: self.init(.invalid, code: "source.limit", place: failure.place, message: failure.message)
    case .unreadable, .unwritable:
      self.init(.failed, code: "source.unreadable", place: failure.place, message: failure.message)
    }
  }

  /// A system call that the sandbox needs did not work.
  init(_ error: SystemError, doing: String) {
    self.init(
      .failed, code: "sandbox.system", place: error.subject,
      message: "\(doing): \(error); see what `homeostasis doctor` says about the sandbox")
  }
}
