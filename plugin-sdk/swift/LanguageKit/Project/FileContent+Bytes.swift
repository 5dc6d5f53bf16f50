internal import FoundationEssentials
internal import Healing

extension FileContent {
  /// The bytes; nil when `base64` is not that.
  var bytes: [UInt8]? {
    if let text { return Array(text.utf8) }
    return base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
  }
}
