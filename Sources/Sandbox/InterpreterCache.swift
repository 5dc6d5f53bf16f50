import Healing
import Synchronization

/// Remembers what each interpreter said, for as long as it stays where it is.
final class InterpreterCache: Sendable {
  private let known = Mutex<[String: Interpreter]>([:])

  /// The answer of the interpreter at `path`, asked at most once.
  func answer(
    of path: String, _ ask: (String) throws(StageFailure) -> Interpreter
  ) throws(StageFailure) -> Interpreter {
    if let answer = known.withLock({ $0[path] }) { return answer }
    let answer = try ask(path)
    known.withLock { $0[path] = answer }
    return answer
  }
}
