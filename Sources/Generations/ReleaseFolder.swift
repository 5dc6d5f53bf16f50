import FoundationEssentials
import Glibc
import Healing
import KeeperProtocol
import SourceTree
import SystemCalls

/// The trees of a service's generations: `STATE/releases/SERVICE/GENERATION/`, each with a record beside it. A generation
/// runs in a copy, so that neither an editor nor a patch changes a running service half.
struct ReleaseFolder: Sendable {
  /// Trees that are kept though nothing runs in them.
  static let kept = 5

  let path: String
  private let source: SourceFolder
  private let shared: SharedPaths

  init(_ settings: KeptServiceSettings) throws(StageFailure) {
    path = "\(settings.state)/releases/\(settings.service.name)"
    do throws(TreeFailure) {
      source = try SourceFolder(settings.service.root, rules: settings.rules)
    } catch {
      throw StageFailure(error)
    }
    shared = SharedPaths(settings.shared, root: source.root, rules: settings.rules)
  }

  func folder(of generation: Int64) -> String { "\(path)/\(generation)" }

  /// All that are complete, oldest first.
  func all() -> [Release] { numbers().compactMap { try? release($0) } }

  func release(_ generation: Int64) throws(StageFailure) -> Release {
    do {
      return try JSON.decode(from: Files.read("\(folder(of: generation)).json"))
    } catch {
      throw StageFailure(
        .invalid, code: "service.absent", place: "generation \(generation)",
        message: "there is no such generation: stage it first (\(error))")
    }
  }

  /// The source as it stands: the release that serves when it is this tree, else a new one.
  func deployment(known: KeeperStatus) throws(StageFailure) -> Release {
    let snapshot = try snapshot()
    if let serving = all().last(where: { $0.generation == known.current }), serving.tree == snapshot.hash {
      return serving
    }
    return try make(from: snapshot, rollout: "", diff: "", known: known)
  }

  /// The tree that a rollout has staged, or a new one.
  func stage(_ request: GenerationStage, known: KeeperStatus) throws(StageFailure) -> Release {
    if let staged = all().last(where: { $0.rollout == request.rollout && !$0.rollout.isEmpty }) {
      if staged.diff == request.diff { return staged }
      throw StageFailure(
        .invalid, code: "service.rollout-reused", place: request.rollout,
        message: "this rollout has staged another change as generation \(staged.generation): give each its own id")
    }
    let snapshot = try snapshot()
    if snapshot.hash != request.base {
      throw stale("the source has changed since the patch was made: find the cause again in what stands there now")
    }
    let serving = known.generations.first { $0.number == known.current }
    if let serving, serving.tree != request.base {
      throw stale("generation \(serving.number) runs another tree than the source: deploy the source first")
    }
    return try make(from: snapshot, rollout: request.rollout, diff: request.diff, known: known)
  }

  /// Writes a generation's change into the source, or takes it out; all of its files or none.
  func persist(_ request: GenerationPersist) throws(StageFailure) {
    let release = try release(request.generation)
    if release.diff != request.diff {
      throw StageFailure(
        .invalid, code: "service.diff", place: "generation \(request.generation)",
        message: "this is not the change that the generation was made with")
    }
    do throws(TreeFailure) {
      let diff = try UnifiedDiff(release.diff)
      if request.reverse {
        try source.reverse(diff, pinned: release.changes)
      } else {
        try source.apply(diff, pinned: release.changes)
      }
    } catch {
      throw StageFailure(error)
    }
  }

  /// Removes trees that nothing runs in and that are not among the newest, and what their processes wrote.
  func removeOld(known: KeeperStatus, _ logs: GenerationLogs) {
    let running = known.generations.filter { $0.state != .exited }.map(\.number)
    let needed = Set(running + [known.current, known.previous] + numbers().suffix(Self.kept))
    for number in numbers() where !needed.contains(number) {
      // The record goes first: a tree without one counts for nothing. What is left is tried again next time.
      unlink("\(folder(of: number)).json")
      try? Files.remove(folder(of: number))
    }
    logs.remove(except: needed)
  }
}

extension ReleaseFolder {
  private func make(
    from snapshot: TreeSnapshot, rollout: String, diff: String, known: KeeperStatus
  ) throws(StageFailure) -> Release {
    let next = max(numbers().last ?? 0, known.generations.map(\.number).max() ?? 0) + 1
    let staging = "\(path)/.staging"
    do {
      try Files.makeFolder(path)
      if Files.exists(staging) { try Files.remove(staging) }
      try source.copy(snapshot, to: staging)
      let copy = try SourceFolder(staging, rules: source.rules)
      let changes = diff.isEmpty ? [] : try copy.apply(UnifiedDiff(diff), base: snapshot.hash)
      let release = Release(
        generation: next, rollout: rollout, base: snapshot.hash, tree: try copy.snapshot().hash, diff: diff,
        changes: changes)
      try shared.link(into: staging, snapshot)
      if Files.exists(folder(of: next)) { try Files.remove(folder(of: next)) }
      _ = try checked("rename", staging) { rename(staging, folder(of: next)) }
      try Files.replace("\(folder(of: next)).json", with: Array(JSON.bytes(release)))
      return release
    } catch let error as StageFailure {
      throw error
    } catch let error as TreeFailure {
      throw StageFailure(error)
    } catch let error as SystemError {
      throw StageFailure(error, doing: "the tree of generation \(next) cannot be made")
    } catch {
      throw StageFailure(.failed, code: "release.failed", place: path, message: "\(error)")
    }
  }

  private func snapshot() throws(StageFailure) -> TreeSnapshot {
    do throws(TreeFailure) { return try source.snapshot() } catch { throw StageFailure(error) }
  }

  /// The numbers of all records.
  private func numbers() -> [Int64] {
    // Before the first release there is no folder.
    let names = (try? Files.list(path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.compactMap { Int64($0.dropLast(5)) }.sorted()
  }

  private func stale(_ message: String) -> StageFailure {
    StageFailure(.failed, code: "stale-source", place: source.root, message: message)
  }
}
