import Glibc
import Healing
import PluginTrust
import SystemCalls
import TestSupport
import Testing

/// What each mode asks for, and what none of them lets pass.
@Suite struct TrustRulesTests {
  let bench: TrustBench
  let key = SecretKey()
  init() throws { bench = try TrustBench() }

  @Test func eachModeAsksForMore() throws {
    #expect(bench.refusal(.open) == nil)
    #expect(bench.refusal(.pinned) == .unpinned)
    #expect(bench.refusal(.signed) == .unsigned)
    try bench.pin()
    #expect(bench.refusal(.pinned) == nil)
    try bench.sign(by: key)
    #expect(bench.refusal(.pinned) == nil && bench.refusal(.signed) == .unknownKey)
    try bench.store.add(key.publicKey, named: "release")
    #expect(bench.refusal(.signed) == nil)
    #expect(bench.rules(.signed).standing(of: bench.plugin).words == "pinned, signed by release")
  }

  @Test(arguments: TrustMode.allCases) func aFlippedByteIsRefusedInEveryMode(_ mode: TrustMode) throws {
    try bench.store.add(key.publicKey, named: "release")
    try bench.pin()
    try bench.sign(by: key)
    #expect(bench.refusal(mode) == nil)
    var bytes = try Files.read(bench.plugin)
    bytes[7] ^= 1
    try Files.replace(bench.plugin, with: bytes)
    #expect(bench.refusal(mode) == .tampered)
    // Each of the two finds it alone.
    try Files.remove("\(bench.plugin).sig")
    #expect(bench.refusal(.open) == .tampered)
  }

  @Test(arguments: TrustMode.allCases) func whatIsRevokedIsRefusedInEveryMode(_ mode: TrustMode) throws {
    try bench.store.add(key.publicKey, named: "release")
    try bench.pin()
    try bench.sign(by: key)
    try bench.store.revoke(.key(key.publicKey), because: "stolen", at: .unknown)
    #expect(bench.refusal(mode) == .revokedKey)
    // To forget the key, or to be another's, does not help; and it cannot come back.
    _ = try bench.store.remove("release")
    #expect(bench.refusal(mode) == .revokedKey)
    #expect(throws: TrustFailure.self) { try bench.store.add(key.publicKey, named: "again") }
    try bench.sign(by: SecretKey())
    if mode != .signed { #expect(bench.refusal(mode) == nil) }
    try bench.store.revoke(.bytes(bench.manifest().sha256), because: "", at: .unknown)
    #expect(bench.refusal(mode) == .revoked)
  }

  @Test func aLowerVersionNeedsToBeAllowed() throws {
    try bench.pin("2.0.0")
    let rules = bench.rules(.pinned)
    try rules.settle(rules.admit(bench.plugin).standing)
    try bench.pin("1.9.9")
    #expect(bench.refusal(.pinned) == .downgrade && bench.refusal(.open) == .downgrade)
    try bench.pin("2.0.0-rc.1")
    #expect(bench.refusal(.pinned) == .downgrade)
    try bench.pin("2.0.1")
    #expect(bench.refusal(.pinned) == nil)
    try bench.pin("1.0.0")
    try bench.ledger.allow("org.example.analyzer", bench.manifest().sha256)
    #expect(bench.refusal(.pinned) == nil)
    // Those bytes only, and until they are in service.
    try Files.replace(bench.plugin, with: Array("other bytes".utf8))
    try bench.pin("1.0.0")
    #expect(bench.refusal(.pinned) == .downgrade)
  }

  @Test func pinSignatureAndPluginMustSayTheSame() throws {
    try bench.store.add(key.publicKey, named: "release")
    try bench.pin("1.0.0")
    try bench.sign(by: key, "1.0.1")
    #expect(bench.refusal(.open) == .manifest)
    try bench.sign(by: key)
    let rules = bench.rules(.signed)
    let standing = try rules.admit(bench.plugin).standing
    try rules.confirm(standing, id: "org.example.analyzer", version: "1.0.0")
    #expect(throws: TrustFailure.self) { try rules.confirm(standing, id: "org.example.analyzer", version: "3.0.0") }
    #expect(throws: TrustFailure.self) { try rules.confirm(standing, id: "org.example.other", version: "1.0.0") }
  }

  @Test func anotherFileOfAPinnedPluginIsRefused() throws {
    try bench.pin()
    let other = try bench.folder.write("plugins/other.so", "something else that says it is the same plugin")
    let rules = bench.rules(.open)
    let standing = try rules.admit(other).standing
    #expect(throws: TrustFailure.self) { try rules.confirm(standing, id: "org.example.analyzer", version: "9.0.0") }
    try rules.confirm(standing, id: "org.example.unheard", version: "9.0.0")
  }

  @Test func whatCannotBeUnderstoodRefusesEverything() throws {
    try bench.pin()
    try bench.store.add(key.publicKey, named: "release")
    for file in ["trust/revoked.json", "plugins/plugins.lock", "plugins/analyzer.so.sig", "state/plugin-versions.json"]
    {
      let old = try? Files.read("\(bench.folder.path)/\(file)")  // Some are not there.
      try bench.folder.write(file, "{\"version\": 1")
      #expect(bench.refusal(.open) != nil, "\(file)")
      try Files.remove("\(bench.folder.path)/\(file)")
      if let old { try Files.replace("\(bench.folder.path)/\(file)", with: old) }
      #expect(bench.refusal(.open) == nil, "\(file)")
    }
  }
}
