/// The first bytes of a file, at most 1 KiB. They tell a file from another that got its inode, or from itself after it
/// was emptied.
struct FileHead: Hashable, Codable {
  static let limit = 1_024

  var length: Int
  var hash: UInt64

  init(_ bytes: some Sequence<UInt8>) {
    length = 0
    hash = 0xCBF2_9CE4_8422_2325
    for byte in bytes.prefix(Self.limit) {
      length += 1
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
  }

  /// Whether a file that begins with `bytes` can be the one with this head.
  func fits(_ bytes: [UInt8]) -> Bool { bytes.count >= length && FileHead(bytes.prefix(length)) == self }
}
