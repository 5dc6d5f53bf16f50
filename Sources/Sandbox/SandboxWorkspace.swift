public import Healing
import Synchronization
import SystemCalls

/// The folder in which a process keeps the copies that its sandboxes are made from. It is removed with the object; what
/// a killed process left is removed by the next one.
public final class SandboxWorkspace: Sendable {
  /// Of this process.
  var folder: String { held.path }
  private let held: HeldFolder
  private let count = Atomic(0)

  /// - Parameter base: below the state folder; made when it is not there.
  /// - Throws: `failed` when it cannot be written.
  public init(_ base: String) throws(StageFailure) {
    do {
      try Files.makeFolder(base, mode: 0o700)
      held = try HeldFolder(in: Files.resolve(base), "run")
      try EtcFolder.write(to: "\(held.path)/etc")
    } catch {
      throw StageFailure(
        .failed, code: "sandbox.workspace", place: base,
        message: "copies for the sandbox cannot be kept here: \(error); make it a folder that can be written")
    }
  }

  /// The sandbox's own `/etc`.
  var etc: String { "\(folder)/etc" }

  /// A name for a new folder.
  func next(_ prefix: String) -> String {
    "\(folder)/\(prefix)-\(count.add(1, ordering: .relaxed).newValue)"
  }
}
