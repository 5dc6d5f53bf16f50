import Glibc
public import Healing
import SystemCalls

/// Heals every program of a folder as a user would, one `heal` process each, and lets the judge's tests say which
/// patches are right. The folder is only read.
///
/// What is finished is kept in ``work``, so that a run that was interrupted goes on behind it.
public struct RepairBench: Sendable {
  /// The folder of cases.
  public var folder: String
  /// Where results and copies are kept; made where it is missing.
  public var work: String
  /// For each case.
  public var budget: Duration
  /// How many cases are healed at once.
  public var jobs: Int

  /// A bench over the cases of `folder`.
  public init(folder: String, work: String, budget: Duration, jobs: Int) {
    self.folder = folder
    self.work = work
    self.budget = budget
    self.jobs = jobs
  }

  /// How many cases a folder holds.
  /// - Throws: where it holds none, or one cannot be read.
  public static func count(in folder: String) throws(StageFailure) -> Int { try RepairCase.all(in: folder).count }

  /// Runs every case that has no result yet.
  /// - Parameter progress: told each case when it is done.
  /// - Throws: where the folder holds no cases, or `work` cannot be written.
  public func run(progress: @escaping @Sendable (RepairResult) -> Void) async throws(StageFailure) -> RepairReport {
    let cases = try RepairCase.all(in: folder)
    do throws(SystemError) {
      for part in ["results", "logs", "trees"] { try Files.makeFolder("\(work)/\(part)") }
    } catch {
      throw StageFailure(.failed, code: "bench.work", place: work, message: "\(error)")
    }
    let results = await withTaskGroup(of: RepairResult?.self) { group in
      var (waiting, results) = (cases[...], [RepairResult]())
      for item in waiting.prefix(max(1, jobs)) { group.addTask { await result(of: item, progress) } }
      waiting = waiting.dropFirst(max(1, jobs))
      while let done = await group.next() {
        if let done { results.append(done) }
        if let next = waiting.popFirst(), !Task.isCancelled { group.addTask { await result(of: next, progress) } }
      }
      return results
    }
    return RepairReport(results.sorted { $0.name < $1.name })
  }

  /// Nil when it was interrupted.
  private func result(
    of item: RepairCase, _ progress: @Sendable (RepairResult) -> Void
  ) async -> RepairResult? {
    let store = RepairResultStore(folder: "\(work)/results")
    let key: String?
    do throws(SystemError) { key = try item.key(budget: budget) } catch { key = nil }
    if let key, let known = store.result(of: item.name, key) { return known }
    let tree = "\(work)/trees/\(item.name)"
    // What an interrupted run left there.
    try? Files.remove(tree)
    let result = await RepairTrial(item: item, folder: tree, log: "\(work)/logs/\(item.name)", budget: budget).run()
    try? Files.remove(tree)  // Swept by the next run where it cannot be removed.
    guard let result else { return nil }
    // What went wrong on the way may go right the next time.
    if let key, result.outcome != "error" { store.keep(result, key) }
    progress(result)
    return result
  }
}
