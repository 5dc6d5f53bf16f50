import Glibc
import LanguagePacks
import PipelineConfiguration
import PluginHost
import PluginTrust
import SystemCalls

/// Looks at what a healing needs from its machine.
public enum Doctor {
  /// One thing that was looked at.
  public struct Finding: Sendable, Codable {
    /// What was looked at, in one word: `sandbox`.
    public let subject: String
    /// Whether it is as it should be.
    public let works: Bool
    /// Whether nothing can be healed without it.
    public let required: Bool
    /// What was found, on one line for a person.
    public let detail: String
    /// What to do about it; nil when nothing is to be done or nothing is known to help.
    public let remedy: String?
  }

  /// Everything, in a fixed order. Starts short processes.
  /// - Parameter configuration: the file whose plugins are looked at, too, without running them; need not exist.
  public static func examine(configuration: String = "homeostasis.yaml") async -> [Finding] {
    await WorkerThread(name: "doctor").run { looks(configuration) }
  }

  private static func looks(_ configuration: String) -> [Finding] {
    let installation: Installation
    do throws(SystemError) { installation = try Installation.current() } catch {
      return [Finding(subject: "installation", works: false, required: true, detail: "\(error)", remedy: nil)]
    }
    return [
      programs(installation), plugins(installation), trust(installation, configuration), languages(installation),
      grammars(installation), sandbox(),
      runners(),
    ]
  }

  private static func programs(_ installation: Installation) -> Finding {
    let all: [String] = [installation.runner, installation.keeper]
    var missing = all.filter { access($0, X_OK) != 0 }
    do throws(SystemError) { _ = try PythonPlugin.confinement(beside: installation.runner) } catch {
      missing.append("\(error.subject), without which no plugin in Python runs")
    }
    return Finding(
      subject: "programs", works: missing.isEmpty, required: true,
      detail: missing.isEmpty ? installation.programs : "missing: \(missing.joined(separator: ", "))",
      remedy: missing.isEmpty ? nil : "run `make build`, or `make install PREFIX=...` again")
  }

  private static func plugins(_ installation: Installation) -> Finding {
    do throws(SystemError) {
      let staging = try Files.temporaryFolder("homeostasis-doctor")
      defer { try? Files.remove(staging) }  // It is temporary anyway.
      let entries = PluginDirectory(
        path: [], shippedFolder: installation.plugins, runner: installation.runner,
        staging: PluginStaging(folder: staging, trust: TrustRules(installation))
      ).entries()
      let failures = entries.compactMap { entry -> String? in
        if case .failure(let failure) = entry.plugin { failure.description } else { nil }
      }
      let names = entries.compactMap { try? $0.plugin.get().shortName }  // The failures are told beside them.
      return Finding(
        subject: "plugins", works: failures.isEmpty && !names.isEmpty, required: true,
        detail: failures.isEmpty ? names.joined(separator: ", ") : failures.joined(separator: "; "),
        remedy: names.isEmpty ? "no plugin in \(installation.plugins): run `make build`" : nil)
    } catch {
      return Finding(subject: "plugins", works: false, required: true, detail: "\(error)", remedy: nil)
    }
  }

  /// The trust store, and the plugins of the configuration's folders by what speaks for them.
  private static func trust(_ installation: Installation, _ configuration: String) -> Finding {
    let rules = TrustRules(installation, configuration: configuration)
    var trouble: [String] = []
    var keys = 0
    do throws(TrustFailure) { keys = try rules.store.read().keys.count } catch { trouble.append("\(error)") }
    let folders = LoadedConfiguration.plugins(of: configuration)?.folders ?? []
    var trusted = 0
    for folder in folders {
      // A folder that is not there has no plugins; the configuration's check complains of it.
      for name in (try? Files.list(folder))?.filter(PluginLock.isFileName) ?? [] {
        if let refusal = rules.standing(of: "\(folder)/\(name)").refusal {
          trouble.append("\(refusal)")
        } else {
          trusted += 1
        }
      }
    }
    let found =
      "trust: \(rules.mode.rawValue), \(keys) keys in \(rules.store.folder), \(trusted) plugins beside the shipped"
    return Finding(
      subject: "trust", works: trouble.isEmpty, required: rules.mode != .open,
      detail: trouble.isEmpty ? found : trouble.joined(separator: "; "),
      remedy: trouble.isEmpty ? nil : "each says what to do; docs/trusting-plugins.md says more")
  }

  private static func languages(_ installation: Installation) -> Finding {
    let shelf = PackShelf(folders: installation.languages, grammars: installation.grammars)
    let none = shelf.languages.isEmpty
    return Finding(
      subject: "languages", works: !none, required: true,
      detail: none
        ? "none in \(installation.languages.joined(separator: ", "))" : shelf.languages.joined(separator: ", "),
      remedy: shelf.shadowed.isEmpty
        ? nil : "not used, another of the name comes first: \(shelf.shadowed.joined(separator: ", "))")
  }

  private static func grammars(_ installation: Installation) -> Finding {
    Finding(
      subject: "grammars", works: installation.grammars != nil, required: true,
      detail: installation.grammars ?? "the library of tree-sitter grammars is not there",
      remedy: installation.grammars == nil ? "run `make grammars`, or set HOMEOSTASIS_GRAMMARS to its path" : nil)
  }

  private static func sandbox() -> Finding {
    var request = SpawnRequest(
      "bwrap", ["--unshare-all", "--ro-bind", "/", "/", "true"], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
    request.newGroup = true
    var command = Command(request)
    command.wallLimit = .seconds(10)
    do throws(SystemError) {
      let result = try command.run()
      return Finding(
        subject: "sandbox", works: result.succeeded, required: true,
        detail: result.succeeded ? "bubblewrap works" : "bubblewrap does not: \(result.errorText.prefix(200))",
        remedy: result.succeeded
          ? nil : "allow user namespaces: sysctl kernel.unprivileged_userns_clone=1, or run as root")
    } catch {
      return Finding(
        subject: "sandbox", works: false, required: true, detail: "bubblewrap is not installed (\(error))",
        remedy: "apt-get install bubblewrap")
    }
  }

  private static func runners() -> Finding {
    let version = Confinement.landlockVersion
    var missing: [String] = []
    if version < 1 { missing.append("files and programs (Landlock)") }
    if version < 4 { missing.append("TCP (Landlock 4)") }
    if version < 6 { missing.append("signals (Landlock 6)") }
    if !Confinement.hasSeccomp { missing.append("system calls (seccomp)") }
    return Finding(
      subject: "runners", works: missing.isEmpty, required: false,
      detail: missing.isEmpty
        ? "plugins in a process of their own are confined (Landlock \(version), seccomp)"
        : "plugins in a process of their own are not kept from \(missing.joined(separator: ", "))",
      remedy: missing.isEmpty ? nil : "use a kernel that has it, with `landlock` in its `lsm=` list")
  }
}
