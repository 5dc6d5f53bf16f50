import Healing

/// All that a command in the sandbox can see. What is not named here is not there.
public struct SandboxView: Sendable, CustomStringConvertible {
  /// Outer before inner.
  public var mounts: [SandboxMount]
  /// The whole environment.
  public var environment: [String: String]
  /// What limits one command.
  public var limits: SandboxDefaults
  /// What could not be found out, and what was left out on purpose.
  public var notes: [String]

  /// For a person, one line for each thing.
  public var description: String {
    var lines = ["network: none", "processes: only its own, at most \(limits.processes)"]
    for mount in mounts {
      switch mount.kind {
      case .readOnly(let source):
        lines.append("read-only: \(mount.path)\(source == mount.path ? "" : " (from \(source))"), \(mount.reason)")
      case .memory(let bytes): lines.append("writable, at most \(bytes >> 20) MiB: \(mount.path), \(mount.reason)")
      case .link(let target): lines.append("link: \(mount.path) to \(target), \(mount.reason)")
      case .devices, .processes: lines.append("\(mount.path): \(mount.reason)")
      case .folder: break
      }
    }
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) { lines.append("variable: \(name)=\(value)") }
    lines.append(
      "limits: \(limits.wall) in all, \(limits.cpu) of processor time and \(limits.memoryBytes >> 20) MiB a process")
    return (lines + notes.map { "note: \($0)" }).joined(separator: "\n")
  }
}
