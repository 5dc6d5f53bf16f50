import Glibc
import Healing
import PluginTrust
import SystemCalls
import TestSupport

/// A plugin folder, a trust store and a memory of versions, all in one temporary folder.
struct TrustBench {
  let folder: TemporaryFolder
  let store: TrustStore
  let ledger: VersionLedger
  let plugin: String

  init() throws {
    folder = try TemporaryFolder()
    store = TrustStore(folder: "\(folder.path)/trust")
    ledger = VersionLedger(path: "\(folder.path)/state/plugin-versions.json")
    plugin = try folder.write("plugins/analyzer.so", "the bytes of a plugin, which nothing here runs")
  }

  var plugins: String { "\(folder.path)/plugins" }

  func rules(_ mode: TrustMode) -> TrustRules { TrustRules(mode, store: store, shipped: [], versions: ledger) }

  /// Of the bytes that are in the file.
  func manifest(_ version: String = "1.0.0") throws -> PluginManifest {
    let hash = rules(.open).standing(of: plugin).sha256
    return try unwrap(PluginManifest(id: "org.example.analyzer", version: version, abi: "1.0", sha256: unwrap(hash)))
  }

  @discardableResult
  func sign(by key: SecretKey, _ version: String = "1.0.0") throws -> PluginSignature {
    let signature = PluginSignature(try manifest(version), by: key)
    try signature.write(beside: plugin)
    return signature
  }

  func pin(_ version: String = "1.0.0") throws {
    let manifest = try manifest(version)
    var lock = PluginLock()
    lock.set(.init(file: "analyzer.so", id: manifest.id, version: version, sha256: manifest.sha256))
    try lock.write(in: plugins)
  }

  /// Why the plugin is refused; nil: it is not.
  func refusal(_ mode: TrustMode) -> TrustFailure.Code? {
    do throws(TrustFailure) { _ = try rules(mode).admit(plugin) } catch { return error.code }
    return nil
  }

  private struct Missing: Error {}
  private func unwrap<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Missing() }
    return value
  }
}
