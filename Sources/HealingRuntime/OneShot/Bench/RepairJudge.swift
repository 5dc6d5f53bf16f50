import Healing
import LanguageKit
import SystemCalls

/// Tells whether an accepted patch is right: runs the tests of the case once more, on the patched tree with the judge's
/// files in it, in the sandbox.
struct RepairJudge {
  let item: RepairCase
  /// An empty folder to work in.
  let folder: String
  let limit: Duration

  /// Whether the command ends well.
  func agrees(with diff: String) async throws(StageFailure) -> Bool {
    guard let judge = item.judge else { preconditionFailure("only a case with a judge is judged") }
    do throws(SystemError) {
      try FolderCopy.copy(item.source, to: "\(folder)/tree")
    } catch {
      throw StageFailure(.failed, code: "bench.judge", place: item.name, message: "\(error)")
    }
    try lay(diff)
    do throws(SystemError) {
      try FolderCopy.copy(judge, to: "\(folder)/tree")
      try Files.makeFolder("\(folder)/work")
    } catch {
      throw StageFailure(.failed, code: "bench.judge", place: item.name, message: "\(error)")
    }
    var request = HealRequest(source: "\(folder)/tree")
    request.test = item.test
    let run = try await TreeSuite(request, workingIn: "\(folder)/work").run(limit: limit)
    return run.result.reason == .exit && run.result.code == 0
  }

  private func lay(_ diff: String) throws(StageFailure) {
    do {
      for change in try UnifiedDiff.parse(diff) {
        let path = "\(folder)/tree/\(change.path)"
        if let after = try change.applied(to: Files.exists(path) ? Files.read(path) : nil) {
          try Files.replace(path, with: after)
        } else {
          try Files.remove(path)
        }
      }
    } catch {
      throw StageFailure(
        .failed, code: "bench.judge", place: item.name, message: "the accepted patch does not apply: \(error)")
    }
  }
}
