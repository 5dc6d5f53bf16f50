/// What the program exits with; part of its interface.
enum ExitCode: Int32, CaseIterable {
  case done = 0
  case failed = 1
  case usage = 2
  case configuration = 3
  case notFound = 4
  case refused = 5
  case timeout = 6

  /// For the help page.
  var meaning: String {
    switch self {
    case .done: "done"
    case .failed: "could not be done, for a reason that is said"
    case .usage: "the command line is wrong"
    case .configuration: "the configuration is wrong"
    case .notFound: "there is no such thing"
    case .refused: "refused by policy, or the tree changed meanwhile"
    case .timeout: "it took longer than it may"
    }
  }
}
