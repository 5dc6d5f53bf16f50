internal import Digest
internal import FoundationEssentials
internal import Healing

extension FileContent {
  /// The bytes; nil when `base64` is not that.
  var bytes: [UInt8]? {
    if let text { return Array(text.utf8) }
    return base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
  }

  /// What stands in a file with these bytes.
  init(bytes: [UInt8]) {
    let text = String(validating: bytes, as: UTF8.self)
    self.init(text: text, base64: text == nil ? Data(bytes).base64EncodedString() : nil, hash: SHA256.hex(of: bytes))
  }
}
