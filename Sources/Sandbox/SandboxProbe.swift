import Glibc
import SystemCalls

/// Whether commands can be sandboxed on this machine, found out by doing it.
public struct SandboxProbe: Sendable {
  /// Why not, and what to do; nil when it works.
  public let obstacle: String?

  /// Found out once for the process.
  public static let shared = SandboxProbe(path: "/usr/local/bin:/usr/bin:/bin")

  /// - Parameter path: where bubblewrap is looked for.
  init(path: String) {
    let user = SandboxUser.next()
    do {
      _ = try SpawnRequest.find("bwrap", path: path)
      if case .unprivileged = user { _ = try SpawnRequest.find("setpriv", path: path) }
    } catch {
      obstacle = "\(error.subject) is not installed; install it (Debian, Ubuntu: apt install bubblewrap util-linux)"
      return
    }
    var command = Command(
      SpawnRequest("bwrap", Self.arguments(user), environment: ["PATH": path], directory: "/"))
    command.wallLimit = .seconds(20)
    do {
      let result = try command.run()
      obstacle = result.succeeded ? nil : Self.explain(result.errorText.trimmed)
    } catch {
      obstacle = "bubblewrap cannot be started: \(error); check its permissions"
    }
  }

  private static func arguments(_ user: SandboxUser) -> [String] {
    [
      "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent",
      "--new-session",
    ] + user.flags + ["--ro-bind", "/", "/", "--proc", "/proc", "--size", "65536", "--tmpfs", "/tmp", "--"]
      + user.prefix
      + ["/bin/sh", "-c", "echo 1000 >/proc/self/oom_score_adj"]
  }

  private static func explain(_ errors: String) -> String {
    let start = "bubblewrap cannot make a sandbox here (\(errors.isEmpty ? "no reason given" : errors)); "
    if setting("kernel/unprivileged_userns_clone") == "0" {
      return start + "allow user namespaces: sysctl kernel.unprivileged_userns_clone=1"
    }
    if setting("user/max_user_namespaces") == "0" {
      return start + "allow user namespaces: sysctl user.max_user_namespaces=10000"
    }
    if setting("kernel/apparmor_restrict_unprivileged_userns") == "1" {
      return start
        + "allow bubblewrap user namespaces in AppArmor, or sysctl kernel.apparmor_restrict_unprivileged_userns=0"
    }
    if geteuid() == 0 {
      return start + "root lacks CAP_SYS_ADMIN: start the container with it, or run as an ordinary user"
    }
    return start + "in a container, allow it user namespaces (docker: --security-opt seccomp=unconfined)"
  }

  private static func setting(_ name: String) -> String? {
    // Kernels without the setting do not have the file.
    (try? Files.text("/proc/sys/\(name)"))?.trimmed
  }
}

extension String {
  /// Without blanks and newlines at both ends.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
