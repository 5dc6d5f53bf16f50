import Glibc
import SystemCalls

/// One call of bubblewrap: a view, the script that runs in it, and the command.
struct BubblewrapCall {
  let view: SandboxView
  let user: SandboxUser
  /// The pristine tree and what is put over it.
  let tree: String
  let job: String
  let root: String
  let script: String
  let command: [String]
  /// As descriptor 3 of the command.
  var lent: OwnedFile?

  /// Ready to spawn; `report` becomes descriptor 4. The child dies with the thread that spawns it.
  func request(report: OwnedFile) throws(SystemError) -> SpawnRequest {
    let options = try OwnedFile.memory("options", holding: joined(options))
    let filter = try OwnedFile.memory("filter", holding: SeccompFilter(lendsSocket: lent != nil).bytes)
    // The options' own descriptors come first; all behind 4 are bubblewrap's, which closes them before the command.
    var request = SpawnRequest(
      "bwrap",
      ["--args", "5", "--"] + user.prefix + [
        "/bin/sh", "-c", script, "sh", root, "\(view.limits.processes)", "\(seconds)",
      ]
        + command, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"], directory: "/")
    request.files[3] = lent
    request.files[4] = report
    request.files[5] = options
    request.files[6] = filter
    request.limits = limits
    request.deathSignal = SIGKILL
    return request
  }

  private var options: [String] {
    var options = [
      "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent",
      "--new-session", "--hostname", "sandbox", "--clearenv", "--seccomp", "6",
    ]
    options += user.flags
    for (name, value) in view.environment.sorted(by: { $0.key < $1.key }) { options += ["--setenv", name, value] }
    for mount in view.mounts { options += self.options(mount) }
    for folder in ["/run", "/run/homeostasis"] { options += ["--perms", "0755", "--dir", folder] }
    options += ["--ro-bind", tree, SandboxScript.tree, "--ro-bind", job, SandboxScript.job]
    return options + ["--remount-ro", "/", "--chdir", "/"]
  }

  private func options(_ mount: SandboxMount) -> [String] {
    let path = mount.path
    return switch mount.kind {
    case .readOnly(let source): ["--ro-bind", source, path]
    // Whoever the command runs as may write here, and nobody else is there.
    case .memory(let bytes): ["--perms", "1777", "--size", "\(bytes)", "--tmpfs", path]
    case .link(let target): ["--symlink", target, path]
    case .folder: ["--perms", "0755", "--dir", path]
    case .processes: ["--proc", path]
    case .devices:
      ["--perms", "0755", "--dir", path]
        + ["null", "zero", "full", "random", "urandom", "tty"].flatMap {
          ["--dev-bind", "\(path)/\($0)", "\(path)/\($0)"]
        }
        + [
          "--symlink", "/proc/self/fd", "\(path)/fd", "--symlink", "/proc/self/fd/0", "\(path)/stdin",
          "--symlink", "/proc/self/fd/1", "\(path)/stdout", "--symlink", "/proc/self/fd/2", "\(path)/stderr",
        ]
    }
  }

  private func joined(_ options: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for option in options { bytes += Array(option.utf8) + [0] }
    return bytes
  }

  /// The script sets this as the limit that a signal tells of; a second later the process is killed.
  private var seconds: UInt64 { UInt64(max(1, (view.limits.cpu / .seconds(1)).rounded(.up))) }

  private var limits: [Int32: UInt64] {
    let memory = UInt64(view.limits.memoryBytes)
    var limits = [
      Int32(RLIMIT_CPU.rawValue): seconds + 1, Int32(RLIMIT_CORE.rawValue): 0,
      Int32(RLIMIT_NOFILE.rawValue): 1_024, Int32(RLIMIT_FSIZE.rawValue): UInt64(view.limits.diskBytes),
    ]
    if !view.limits.limitsResident {
      limits[Int32(RLIMIT_DATA.rawValue)] = memory
      // Reserving address space costs nothing, and runtimes reserve a lot; shared memory counts only here.
      limits[Int32(RLIMIT_AS.rawValue)] = memory &* 16
    }
    return limits
  }
}
