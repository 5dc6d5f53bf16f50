import Glibc
public import Healing
import Synchronization
import SystemCalls

/// The folder in which a process keeps the copies that its sandboxes are made from. It is removed with the object; what
/// a killed process left is removed by the next one.
public final class SandboxWorkspace: Sendable {
  /// Of this process.
  let folder: String
  private let lock: OwnedFile
  private let count = Atomic(0)

  /// - Parameter base: below the state folder; made when it is not there.
  /// - Throws: `failed` when it cannot be written.
  public init(_ base: String) throws(StageFailure) {
    do {
      try Files.makeFolder(base, mode: 0o700)
      let base = try Files.resolve(base)
      Self.sweep(base)
      // The lock is held before its folder has the name that a sweep looks for.
      let hidden = "\(base)/.new-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
      try Files.makeFolder(hidden, mode: 0o700)
      let held = try OwnedFile(opening: "\(hidden)/lock", O_RDWR | O_CREAT, mode: 0o600)
      _ = try checked("flock", hidden) { flock(held.number, LOCK_EX | LOCK_NB) }
      lock = held
      let shown = hidden.replacing("/.new-", with: "/run-")
      _ = try checked("rename", shown) { rename(hidden, shown) }
      folder = shown
      try EtcFolder.write(to: "\(folder)/etc")
    } catch {
      throw StageFailure(
        .failed, code: "sandbox.workspace", place: base,
        message: "copies for the sandbox cannot be kept here: \(error); make it a folder that can be written")
    }
  }

  deinit {
    do { try Files.remove(folder) } catch {
      // Nobody is left to be told; the next process sweeps it.
    }
  }

  /// The sandbox's own `/etc`.
  var etc: String { "\(folder)/etc" }

  /// A name for a new folder.
  func next(_ prefix: String) -> String {
    "\(folder)/\(prefix)-\(count.add(1, ordering: .relaxed).newValue)"
  }

  /// Removes the folders whose lock nobody holds.
  private static func sweep(_ base: String) {
    // A folder that cannot be listed or removed stays; making the new one will tell.
    for name in (try? Files.list(base)) ?? [] where name.hasPrefix("run-") {
      guard let lock = try? OwnedFile(opening: "\(base)/\(name)/lock", O_RDWR) else { continue }
      if flock(lock.number, LOCK_EX | LOCK_NB) == 0 { try? Files.remove("\(base)/\(name)") }
    }
  }
}
