extension Course {
  /// Where a test can kill the process: just before and just after a transition into each state is stored.
  public static let failurePoints: [String] = State.Name.allCases.flatMap { name in
    [name.failurePoints.before, name.failurePoints.after].map {
      $0.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    }
  }
}

extension Course.State.Name {
  var failurePoints: (before: StaticString, after: StaticString) {
    switch self {
    case .opened: ("course.opened.before", "course.opened.after")
    case .analyzing: ("course.analyzing.before", "course.analyzing.after")
    case .proposing: ("course.proposing.before", "course.proposing.after")
    case .verifying: ("course.verifying.before", "course.verifying.after")
    case .awaitingApproval: ("course.awaiting-approval.before", "course.awaiting-approval.after")
    case .preparing: ("course.preparing.before", "course.preparing.after")
    case .switching: ("course.switching.before", "course.switching.after")
    case .watching: ("course.watching.before", "course.watching.after")
    case .promoting: ("course.promoting.before", "course.promoting.after")
    case .rollingBack: ("course.rolling-back.before", "course.rolling-back.after")
    case .waiting: ("course.waiting.before", "course.waiting.after")
    case .ended: ("course.ended.before", "course.ended.after")
    }
  }
}
