import Glibc
import PluginTrust
import SystemCalls
import TestSupport
import Testing

/// Keys and signatures.
@Suite struct KeyTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func aSecretKeyIsItsOwnersAlone() throws {
    let key = SecretKey()
    let path = "\(folder.path)/release.key"
    try key.write(to: path)
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(try SecretKey.read(path).publicKey == key.publicKey)
    #expect(throws: TrustFailure.self) { try SecretKey().write(to: path) }
    for mode: mode_t in [0o640, 0o604, 0o620, 0o666] {
      chmod(path, mode)
      let failure = #expect(throws: TrustFailure.self) { try SecretKey.read(path) }
      #expect(failure?.code == .secretKey && failure?.reason.contains("chmod 600") == true)
    }
    chmod(path, 0o600)
    let text = try Files.text(path)
    let secret = text.split(separator: ":")[1].prefix(64)
    #expect(!"\(key)".contains(secret) && !String(reflecting: key).contains(secret))
    for wrong in [String(text.dropLast()), text + "\n", text.uppercased(), ""] {
      try Files.replace(path, with: Array(wrong.utf8), mode: 0o600)
      #expect(throws: TrustFailure.self) { try SecretKey.read(path) }
    }
  }

  @Test func noOtherSignatureIsTaken() throws {
    let manifest = try #require(
      PluginManifest(id: "org.example.a", version: "1.2.3", abi: "1.0", sha256: String(repeating: "ab", count: 32)))
    let text = Array(PluginSignature(manifest, by: SecretKey()).text.utf8)
    #expect(PluginSignature(text)?.isGenuine == true)
    // Every byte counts, whichever way it is changed.
    for index in text.indices {
      for change: UInt8 in [1, 0x20, 0x80] {
        var other = text
        other[index] ^= change
        #expect(PluginSignature(other)?.isGenuine != true, "byte \(index)")
      }
      #expect(PluginSignature(Array(text[..<index])) == nil)
    }
    #expect(PluginSignature(text + [10]) == nil)
  }

  @Test func versionsAreInTheirOrder() throws {
    // The row of the page of SemVer 2, with some more.
    let row = [
      "0.9.99", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
      "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "9.0.0", "10.0.0", "99999999999999999999999.0.0",
    ]
    let versions = try row.map { try #require(SemanticVersion($0)) }
    for (low, high) in zip(versions, versions.dropFirst()) { #expect(low < high && !(high < low)) }
    let build = try #require(SemanticVersion("1.0.0+build.7"))
    #expect(!(build < versions[8]) && !(versions[8] < build))
    for wrong in ["", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "v1.0.0", "1.0.0-a..b", "1.0.x"]
    {
      #expect(SemanticVersion(wrong) == nil, "\(wrong)")
    }
  }
}
