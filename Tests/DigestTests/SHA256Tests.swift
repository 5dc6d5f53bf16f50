import Digest
import Glibc
import Testing

@Suite struct SHA256Tests {
  /// Messages and digests of FIPS 180-4 and of the NIST examples.
  static let vectors: [(message: String, digest: String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]
  static let millionOfA = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"

  @Test(arguments: vectors) func knownAnswers(_ vector: (message: String, digest: String)) {
    #expect(SHA256.hex(of: vector.message) == vector.digest)
    #expect(SHA256.hex(of: Array(vector.message.utf8)) == vector.digest)
  }

  @Test func piecesOfAnySizeGiveTheSameDigest() {
    for size in [1, 63, 64, 65, 999, 1_000_000] {
      var hash = SHA256()
      var left = 1_000_000
      while left > 0 {
        hash.update(repeatElement(UInt8(ascii: "a"), count: min(size, left)))
        left -= size
      }
      #expect(hash.finalizeHex() == Self.millionOfA, "in pieces of \(size)")
    }
  }

  @Test func aCopyGoesOnByItself() {
    var first = SHA256()
    first.update("ab")
    var second = first
    second.update("c")
    #expect(second.finalizeHex() == SHA256.hex(of: "abc"))
    #expect(first.finalizeHex() == SHA256.hex(of: "ab"))
    first.update("c")
    #expect(first.finalize() == second.finalize())
  }

  @Test func aFileIsReadInPieces() throws {
    let path = "/tmp/homeostasis-digest-\(getpid())"
    let file = try #require(fopen(path, "we"))
    defer { unlink(path) }
    let content = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(fwrite(content, 1, content.count, file) == content.count)
    fclose(file)
    #expect(try SHA256.hex(ofFile: path) == Self.millionOfA)
  }

  @Test func whatCannotBeReadIsNamed() {
    #expect(throws: FileUnreadable(path: "/nowhere/at/all", code: ENOENT)) {
      try SHA256.hex(ofFile: "/nowhere/at/all")
    }
    #expect(throws: FileUnreadable(path: "/tmp", code: EISDIR)) { try SHA256.hex(ofFile: "/tmp") }
    #expect(FileUnreadable(path: "/tmp", code: EISDIR).description.contains("name a file, not a folder"))
  }
}
