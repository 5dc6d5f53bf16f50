/// What the ordinary lines of a stream look like. It decides whether a line that no rule knows goes on with the record
/// before it, or is one of its own.
struct StreamShape {
  private var structured = 0
  private var unstructured = 0
  private var shapes = [UInt32](repeating: 0, count: 32)
  private var next = 0

  /// Whether records start with a time, a level or the like, so that a line without is a part of one. Until something
  /// else is seen they do.
  var isStructured: Bool { structured >= unstructured }

  mutating func noteStructured() {
    structured += 1
    age()
  }

  mutating func noteUnstructured(_ line: UnsafeRawBufferPointer) {
    unstructured += 1
    age()
    let shape = Self.shape(line)
    guard !shapes.contains(shape) else { return }
    shapes[next] = shape
    next = (next + 1) % shapes.count
  }

  /// Whether lines like this one were seen outside of traces.
  func knows(_ line: UnsafeRawBufferPointer) -> Bool { shapes.contains(Self.shape(line)) }

  private mutating func age() {
    guard structured + unstructured > 1_000 else { return }
    structured /= 2
    unstructured /= 2
  }

  /// Kinds of the bytes of the first three words, repetitions left out.
  private static func shape(_ line: UnsafeRawBufferPointer) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    var words = 0
    var last: UInt8 = 0
    for byte in line.prefix(64) {
      let kind: UInt8 = byte.isDigit ? 0x30 : byte.isUpper ? 0x41 : byte.isLetter ? 0x61 : byte >= 0x80 ? 0x61 : byte
      if kind == 0x20 { words += 1 }
      if words == 3 { break }
      guard kind != last else { continue }
      last = kind
      hash = (hash ^ UInt32(kind)) &* 16_777_619
    }
    return hash == 0 ? 1 : hash
  }
}
