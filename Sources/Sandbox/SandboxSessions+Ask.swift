import FoundationEssentials
public import Healing
import SourceTree
import Synchronization
import SystemCalls

extension SandboxSessions {
  /// Asks a program that stays. It shares its sandbox with nobody, and has the limits of a command; that an answer did
  /// not come in time ends it.
  /// - Parameter limit: once it is over the question ends with `cancelled`.
  public func ask(_ request: SandboxAsk, within limit: CallLimit = .none) throws(StageFailure) -> SandboxAnswer {
    let session = try session(request.session)
    if request.command.isEmpty {
      throw StageFailure(.invalid, code: "sandbox.command", place: service.name, message: "no command was given")
    }
    let line = try request.question.map { question throws(StageFailure) in
      try self.line(question, diff: request.diff, session.copy.source)
    }
    let deadline = ContinuousClock.now + limits.narrowed(to: request.limits).wall
    let answer = try resident(for: request, session).ask(line, until: deadline, within: limit)
    if limit.isOver {
      throw StageFailure(
        .cancelled, code: "cancelled", place: service.name, message: "the question was stopped on request")
    }
    return answer
  }

  /// The program that is there, or a new one in its place.
  private func resident(for request: SandboxAsk, _ session: Session) throws(StageFailure) -> SandboxResident {
    let key = SandboxResident.Key(
      tree: session.copy.snapshot.hash, command: request.command, environment: request.environment)
    if let known = state.withLock({ $0.resident }), known.key == key, !known.isOver { return known }
    let job = try SandboxJob(workspace.next("job"), diff: nil, tree: session.copy.source, collect: [])
    var view = view(of: request.command, session.copy, limits)
    view.environment.merge(request.environment) { _, asked in asked }
    let call = BubblewrapCall(
      view: view, user: .next(), tree: session.copy.source.root, job: job.folder, root: source.root,
      script: SandboxScript.stay, command: request.command)
    let made: SandboxResident
    do throws(SystemError) { made = try SandboxResident(call, key, of: session.copy, job) } catch {
      throw StageFailure(error, doing: "a program that stays could not be started in the sandbox")
    }
    // The one before ends with the last question that it still answers.
    state.withLock { $0.resident = made }
    return made
  }

  /// The question with the files that the diff changes.
  private func line(_ question: JSONValue, diff: String?, _ tree: SourceFolder) throws(StageFailure) -> [UInt8] {
    var edits: [JSONValue] = []
    if let diff {
      do throws(TreeFailure) {
        for edit in try tree.edits(of: UnifiedDiff(diff, rules: tree.rules)) {
          let content: JSONValue = edit.after.map { .string(Data($0).base64EncodedString()) } ?? .null
          edits.append(["path": .string("\(edit.path)"), "content": content])
        }
      } catch {
        throw StageFailure(error)
      }
    }
    do { return Array(try JSON.bytes(JSONValue.object(["edits": .array(edits), "question": question]))) } catch {
      throw StageFailure(.invalid, code: "sandbox.question", place: service.name, message: "\(error)")
    }
  }
}
