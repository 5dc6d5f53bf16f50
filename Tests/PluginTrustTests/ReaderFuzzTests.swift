import Healing
import PluginTrust
import SystemCalls
import TestSupport
import Testing

/// The readers of what strangers may have written: none of them ends the process, and none takes what it did not write.
@Suite struct ReaderFuzzTests {
  @Test func changedFilesAreRefusedOrRead() throws {
    var chance = SeededGenerator(Soak.seed)
    let bench = try TrustBench()
    let key = SecretKey()
    try bench.pin()
    let signature = Array(try bench.sign(by: key).text.utf8)
    try bench.store.add(key.publicKey, named: "release")
    try bench.store.revoke(.key(SecretKey().publicKey), because: "lost", at: .unknown)
    let lock = try Files.read("\(bench.plugins)/plugins.lock")
    let files = ["\(bench.store.folder)/revoked.json", "\(bench.store.folder)/release.pub"]
    let originals = try files.map { try Files.read($0) }
    for _ in 0..<Soak.count("changed trust files", usual: 50, full: 20_000) {
      let mutant = Self.mutant(of: signature, &chance)
      if mutant != signature { #expect(PluginSignature(mutant)?.isGenuine != true) }
      // What is read is written the same way, and read again.
      if let read = PluginLock(Self.mutant(of: lock, &chance)) { #expect(PluginLock(read.bytes) == read) }
      for (file, original) in zip(files, originals) {
        try Files.replace(file, with: Self.mutant(of: original, &chance))
        _ = bench.refusal(.signed)
        try Files.replace(file, with: original)
      }
    }
    #expect(bench.refusal(.signed) == nil)
  }

  @Test func whatIsTooLongIsRefused() throws {
    #expect(PluginSignature([UInt8](repeating: 10, count: 1 << 20)) == nil)
    #expect(PluginLock(Array(#"{"version":1,"plugins":[]}"#.utf8) + [UInt8](repeating: 32, count: 2 << 20)) == nil)
    #expect(PluginLock([UInt8](repeating: UInt8(ascii: "["), count: 1 << 19)) == nil)
    let bench = try TrustBench()
    try bench.folder.write("trust/revoked.json", String(repeating: " ", count: 5 << 20))
    #expect(bench.refusal(.open) == .store)
  }

  @Test(arguments: [
    #"{"version":2,"plugins":[]}"#, #"{"version":1}"#, "[]", "",
    #"{"version":1,"plugins":[{"file":"../a.so","id":"a","version":"1.0.0","sha256":"HASH"}]}"#,
    #"{"version":1,"plugins":[{"file":"a.so","id":"a b","version":"1.0.0","sha256":"HASH"}]}"#,
    #"{"version":1,"plugins":[{"file":"a.so","id":"a","version":"1","sha256":"HASH"}]}"#,
    #"{"version":1,"plugins":[{"file":"a.so","id":"a","version":"1.0.0","sha256":"ABCD"}]}"#,
    #"{"version":1,"plugins":[{"file":"a.so","id":"a","version":"1.0.0","sha256":"HASH"},{"file":"a.so","id":"b","version":"1.0.0","sha256":"HASH"}]}"#,
    #"{"version":1,"plugins":[{"file":"a.so","id":"a","version":"1.0.0","sha256":"HASH"},{"file":"b.so","id":"a","version":"1.0.0","sha256":"HASH"}]}"#,
  ])
  func aLockThatContradictsItselfIsNone(_ text: String) {
    #expect(PluginLock(Array(text.replacing("HASH", with: String(repeating: "0a", count: 32)).utf8)) == nil)
  }

  private static func mutant(of bytes: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &chance) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &chance)
      switch Int.random(in: 0..<5, using: &chance) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &chance), at: place)
      case 3: bytes.removeSubrange(place...)
      default: bytes += bytes[place...]
      }
    }
    return bytes
  }
}
