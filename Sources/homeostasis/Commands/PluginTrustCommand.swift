import Digest
import Healing
import HealingRuntime
import Orchestration
import PipelineConfiguration
import PluginHost
import PluginTrust
import SystemCalls

/// Plugins that are added, pinned, signed and revoked. None of these but `sign` runs a plugin.
extension Commands {
  static let pluginAdd = CommandDescription(
    name: "add", summary: "copy a plugin, or all of a folder, into the plugin folder and pin it, without running it",
    operands: "FILE|FOLDER",
    options: [
      .config, .output, intoFolder,
      OptionDescription(name: "--id", value: "ID", summary: "its id, where it says that only when it runs"),
      OptionDescription(
        name: "--version", value: "VERSION", summary: "its version, where it says that only when it runs"),
      OptionDescription(
        name: "--allow-downgrade", value: nil, summary: "go back to a version lower than what was in service"),
    ],
    examples: ["homeostasis plugin add analyzer.so", "homeostasis plugin add analyzer.so --into ./plugins"],
    run: addPlugins)

  static let pluginRemove = CommandDescription(
    name: "remove", summary: "take a plugin out of the plugin folder, with its pin and signature", operands: "ID|FILE",
    options: [.config, intoFolder], examples: ["homeostasis plugin remove analyzer.so --into ./plugins"]
  ) { invocation throws(CommandFailure) in
    let name = try invocation.operand("id or file of a plugin")
    let folder = try pluginFolder(invocation)
    let removed: String?
    do throws(PluginFailure) { removed = try folder.remove(name) } catch { throw CommandFailure(error) }
    guard let removed else { throw CommandFailure(.notFound, "there is no plugin \(name) in \(folder.path)") }
    Terminal.line("removed \(folder.path)/\(removed)")
    return .done
  }

  static let pluginRevoke = CommandDescription(
    name: "revoke", summary: "let these bytes never be loaded again, whatever pins or signs them",
    operands: "SHA256|FILE", options: [.config, trustStore, reason],
    examples: ["homeostasis plugin revoke plugins/analyzer.so --reason 'leaks the tokens of users'"]
  ) { invocation throws(CommandFailure) in
    let what = try invocation.operand("SHA-256 or file")
    var sha256 = what
    if !PluginManifest.isHash(what) {
      guard Files.exists(what) else {
        throw CommandFailure(.notFound, "“\(what)” is neither a file nor a SHA-256 of 64 lower-case digits")
      }
      do throws(FileUnreadable) { sha256 = try SHA256.hex(ofFile: what) } catch {
        throw CommandFailure(.failed, "\(error)")
      }
    }
    let store = try trustStore(invocation)
    do throws(TrustFailure) {
      try store.revoke(.bytes(sha256), because: invocation["--reason"] ?? "", at: SystemAlarm().now())
    } catch {
      throw CommandFailure(error)
    }
    Terminal.line("revoked \(sha256) in \(store.folder)")
    return .done
  }

  static let pluginSign = CommandDescription(
    name: "sign", summary: "sign a plugin for others: its hash, id, version and ABI, in a file FILE.sig beside it",
    operands: "FILE",
    options: [
      OptionDescription(
        name: "--key", value: "KEY", summary: "the secret key: its name as `plugin keys new` made it, or its file")
    ], examples: ["homeostasis plugin sign analyzer.so --key release"], run: signPlugin)

  private static let intoFolder = OptionDescription(
    name: "--into", value: "FOLDER",
    summary: "the plugin folder (default: the first of the configuration's plugins.path)")
  static let trustStore = OptionDescription(
    name: "--store", value: "FOLDER",
    summary: "the trust store (default: the configuration's plugins.keys, or your own)")
  static let reason = OptionDescription(name: "--reason", value: "TEXT", summary: "why, for those who meet it")

  @Sendable private static func addPlugins(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let source = try invocation.operand("file or folder")
    guard Files.exists(source) else { throw CommandFailure(.notFound, "there is no \(source)") }
    var files = [source]
    if Files.isFolder(source) {
      do throws(SystemError) {
        files = try Files.list(source).filter(PluginLock.isFileName).map { "\(source)/\($0)" }
      } catch { throw CommandFailure(error, doing: "\(source) cannot be listed") }
      if files.isEmpty { throw CommandFailure(.notFound, "there is no plugin (.so or .py) in \(source)") }
    }
    var claim = PluginFolder.Claim()
    claim.id = invocation["--id"]
    claim.version = invocation["--version"]
    claim.mayBeLower = invocation.has("--allow-downgrade")
    let folder = try pluginFolder(invocation)
    for file in files {
      let standing: TrustStanding
      do throws(PluginFailure) { standing = try folder.add(file, claim) } catch { throw CommandFailure(error) }
      guard let pin = standing.pin else { continue }
      if invocation.wantsJSON {
        try Output.json(AddedRow(folder: folder.path, pin: pin, trust: standing.words))
      } else {
        Terminal.line("added \(folder.path)/\(pin.file): \(pin.id) \(pin.version), \(standing.words)")
      }
    }
    return .done
  }

  @Sendable private static func signPlugin(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let file = try invocation.operand("file")
    guard Files.exists(file) else { throw CommandFailure(.notFound, "there is no file \(file)") }
    guard let name = invocation["--key"] else {
      throw CommandFailure(
        .usage, "homeostasis plugin sign: --key says with which key; `homeostasis plugin keys new` makes one")
    }
    let path = name.contains("/") || Files.exists(name) ? name : "\(Installation.signingKeys)/\(name).key"
    let manifest = try manifest(of: file)
    do throws(TrustFailure) {
      let key = try SecretKey.read(path)
      try PluginSignature(manifest, by: key).write(beside: file)
      Terminal.line("signed \(manifest.id) \(manifest.version) by \(key.publicKey): \(PluginSignature.file(of: file))")
    } catch {
      throw CommandFailure(error)
    }
    return .done
  }

  /// Who signs has made the plugin and vouches for it: it is asked in a confined process of its own, from a copy whose
  /// hash is what is signed.
  private static func manifest(of file: String) throws(CommandFailure) -> PluginManifest {
    let folder: String
    let runner: String
    do throws(SystemError) {
      folder = try Files.temporaryFolder("homeostasis-sign")
      runner = try Installation.current().runner
    } catch {
      throw CommandFailure(error, doing: "\(file) cannot be signed")
    }
    defer { try? Files.remove(folder) }  // It is temporary anyway.
    let directory = PluginDirectory(
      path: [], shippedFolder: "", runner: runner, staging: PluginStaging(folder: folder))
    do throws(PluginFailure) {
      let (said, sha256) = try directory.describeWithHash(file)
      let abi = said.abi.map(String.init).joined(separator: ".")
      if let manifest = PluginManifest(id: said.id, version: said.version, abi: abi, sha256: sha256) { return manifest }
      throw PluginFailure(
        "plugin.version", file, "its version “\(said.version)” is not of the form 1.2.3 (SemVer 2): mend it first")
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The folder that plugins are added to, and what its plugins need.
  private static func pluginFolder(_ invocation: Invocation) throws(CommandFailure) -> PluginFolder {
    let configuration = invocation["--config"] ?? "homeostasis.yaml"
    if invocation["--config"] != nil && !Files.exists(configuration) {
      throw CommandFailure(.notFound, "there is no \(configuration)")
    }
    let rules = try trustRules(invocation)
    let folder = invocation["--into"] ?? LoadedConfiguration.plugins(of: configuration)?.folders.first
    guard let folder else {
      throw CommandFailure(
        .notFound, "no plugin folder is known: name it with --into FOLDER, or under plugins.path of \(configuration)")
    }
    return PluginFolder(folder, trust: rules)
  }

  /// What the configuration that is named or here asks of plugins.
  static func trustRules(_ invocation: Invocation) throws(CommandFailure) -> TrustRules {
    do throws(SystemError) {
      return TrustRules(
        try Installation.current(), configuration: invocation["--config"] ?? "homeostasis.yaml")
    } catch {
      throw CommandFailure(error, doing: "this installation is not whole")
    }
  }

  static func trustStore(_ invocation: Invocation) throws(CommandFailure) -> TrustStore {
    if let folder = invocation["--store"] { return TrustStore(folder: folder) }
    return try trustRules(invocation).store
  }
}

extension CommandFailure {
  init(_ failure: PluginFailure) { self.init(failure.isRefusal ? .refused : .failed, failure.description) }
  init(_ failure: TrustFailure) { self.init(PluginFailure(failure)) }
}

private struct AddedRow: Encodable {
  let folder: String
  let pin: PluginLock.Pin
  let trust: String
}
