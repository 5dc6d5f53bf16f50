import Healing
import HealingRuntime
import Orchestration
import PluginTrust
import SystemCalls

/// The keys that sign plugins, and those whose signatures count here.
extension Commands {
  static let pluginKeys = CommandDescription(
    name: "keys", summary: "show, make and take in the keys that sign plugins", options: keyOptions,
    examples: ["homeostasis plugin keys list"],
    subcommands: [
      CommandDescription(
        name: "list", summary: "list the keys whose signatures count here, and what was revoked", options: keyOptions,
        examples: ["homeostasis plugin keys list --output json"], run: listKeys),
      CommandDescription(
        name: "new", summary: "make a key pair; the secret half stays with you and is never shown", operands: "NAME",
        options: [
          OptionDescription(name: "--folder", value: "FOLDER", summary: "where it is put (default: your own keys)")
        ], examples: ["homeostasis plugin keys new release"], run: makeKey),
      CommandDescription(
        name: "add", summary: "let the signatures of a public key count here", operands: "FILE.pub",
        options: storeOptions,
        examples: ["homeostasis plugin keys add release.pub"], run: addKey),
      CommandDescription(
        name: "revoke", summary: "refuse all that a key has signed or will, for ever", operands: "NAME",
        options: storeOptions + [reason], examples: ["homeostasis plugin keys revoke release --reason 'laptop stolen'"],
        run: revokeKey),
      CommandDescription(
        name: "remove", summary: "forget a key: its signatures count no more, and are not refused as revoked",
        operands: "NAME", options: storeOptions, examples: ["homeostasis plugin keys remove release"], run: removeKey),
    ], run: listKeys)

  private static let storeOptions = [OptionDescription.config, trustStore]
  private static let keyOptions = [OptionDescription.config, trustStore, .output]

  @Sendable private static func listKeys(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    try invocation.noOperands()
    let store = try trustStore(invocation)
    let content: TrustStore.Content
    do throws(TrustFailure) { content = try store.read() } catch { throw CommandFailure(error) }
    if invocation.wantsJSON {
      let keys = content.keys.map { named in
        KeyRow(name: named.name, key: named.key, revoked: content.revocations.revocation(of: named.key) != nil)
      }
      try Output.json(StoreRow(store: store.folder, keys: keys, revoked: content.revocations.all))
      return .done
    }
    var table = TextTable(header: ["name", "key", "state"])
    for named in content.keys {
      let entry = content.revocations.revocation(of: named.key)
      table.rows.append([
        named.name, "\(named.key)", entry.map { "revoked \($0.at) \(Terminal.harmless($0.reason))" } ?? "trusted",
      ])
    }
    Terminal.out(table.text)
    for entry in content.revocations.all {
      guard let sha256 = entry.sha256 else { continue }
      Terminal.line("revoked bytes \(sha256) \(Terminal.harmless(entry.at)) \(Terminal.harmless(entry.reason))")
    }
    return .done
  }

  @Sendable private static func makeKey(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let name = try invocation.operand("name")
    guard TrustStore.isName(name) else {
      throw CommandFailure(
        .usage, "homeostasis plugin keys new: “\(name)” is not of letters, digits, dots and hyphens, at most 60")
    }
    let folder = invocation["--folder"] ?? Installation.signingKeys
    let key = SecretKey()
    do throws(SystemError) { try Files.makeFolder(folder, mode: 0o700) } catch {
      throw CommandFailure(error, doing: "the key cannot be kept")
    }
    do throws(TrustFailure) { try key.write(to: "\(folder)/\(name).key") } catch { throw CommandFailure(error) }
    do throws(SystemError) {
      try Files.replace("\(folder)/\(name).pub", with: Array(TrustStore.text(of: key.publicKey).utf8))
    } catch {
      throw CommandFailure(error, doing: "the public key cannot be written")
    }
    Terminal.line(
      "made \(key.publicKey)\nsecret: \(folder)/\(name).key (keep it to yourself)\npublic: \(folder)/\(name).pub")
    Terminal.line("those who are to trust it: homeostasis plugin keys add \(name).pub")
    return .done
  }

  @Sendable private static func addKey(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let file = try invocation.operand("file of a public key")
    guard Files.exists(file) else { throw CommandFailure(.notFound, "there is no file \(file)") }
    let store = try trustStore(invocation)
    do throws(TrustFailure) {
      let named = try TrustStore.key(inFile: file)
      try store.add(named.key, named: named.name)
      Terminal.line("\(named.name) is trusted: \(named.key) in \(store.folder)")
    } catch {
      throw CommandFailure(error)
    }
    return .done
  }

  @Sendable private static func revokeKey(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let name = try invocation.operand("name of a key")
    let store = try trustStore(invocation)
    do throws(TrustFailure) {
      if let key = try store.read().keys.first(where: { $0.name == name })?.key ?? PublicKey(name) {
        try store.revoke(.key(key), because: invocation["--reason"] ?? "", at: SystemAlarm().now())
        Terminal.line("revoked \(key) in \(store.folder)")
        return .done
      }
    } catch {
      throw CommandFailure(error)
    }
    throw CommandFailure(.notFound, "there is no key \(name) in \(store.folder); a key in full will do, too")
  }

  @Sendable private static func removeKey(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let name = try invocation.operand("name of a key")
    let store = try trustStore(invocation)
    let isGone: Bool
    do throws(TrustFailure) { isGone = try store.remove(name) } catch { throw CommandFailure(error) }
    guard isGone else { throw CommandFailure(.notFound, "there is no key \(name) in \(store.folder)") }
    Terminal.line("forgot \(name)")
    return .done
  }
}

private struct KeyRow: Encodable {
  let name: String
  let key: PublicKey
  let revoked: Bool
}

private struct StoreRow: Encodable {
  let store: String
  let keys: [KeyRow]
  let revoked: [Revocations.Entry]
}
