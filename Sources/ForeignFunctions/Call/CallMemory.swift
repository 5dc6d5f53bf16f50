import Glibc

/// The memory that one call reads; freed when the call is over.
struct CallMemory: ~Copyable {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// Zeroed memory for anything that C has.
  mutating func block(_ size: Int) -> UnsafeMutableRawPointer {
    guard let block = calloc(1, max(size, 1)) else { fatalError("no memory for an argument of \(size) bytes") }
    blocks.append(block)
    return block
  }

  /// The bytes, with a zero byte behind them.
  mutating func copy(_ text: String) -> UnsafeMutableRawPointer {
    var text = text
    return text.withUTF8 { copy(UnsafeRawBufferPointer($0)) }
  }

  /// The bytes, with a zero byte behind them.
  mutating func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer {
    let place = block(bytes.count + 1)
    if let source = bytes.baseAddress { memcpy(place, source, bytes.count) }
    return place
  }

  deinit { for block in blocks { free(block) } }
}
