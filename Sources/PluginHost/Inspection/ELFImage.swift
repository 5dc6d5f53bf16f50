/// A library as it would lie in memory once its own addresses are filled in, without being loaded: what constant data of
/// it points to. Layouts as in ``ELFInspection``; every offset is checked.
struct ELFImage {
  private let bytes: [UInt8]
  private let segments: [ELFFile.Segment]
  /// Place in memory to the address that the loader puts there.
  private let addends: [UInt64: UInt64]

  /// The loader's table of relocations, and the two kinds that fill in an address of the library itself.
  private enum Relocation {
    static let table: UInt64 = 7
    static let size: UInt64 = 8
    static let entry: UInt64 = 24
    #if arch(x86_64)
      static let relative: UInt64 = 8
    #else
      static let relative: UInt64 = 1027
    #endif
  }

  init(_ file: ELFFile) throws(PluginFailure) {
    bytes = file.bytes
    let dynamic = try file.dynamicSection()
    segments = dynamic.segments.filter { $0.type == 1 }
    var addends: [UInt64: UInt64] = [:]
    let table = dynamic.entries.first { $0.tag == Relocation.table }?.value
    let size = dynamic.entries.first { $0.tag == Relocation.size }?.value ?? 0
    if let table, let start = Self.offset(of: table, in: segments), size <= UInt64(file.bytes.count) {
      for index in 0..<(size / Relocation.entry) {
        let at = start &+ index * Relocation.entry
        guard let place = Self.number(file.bytes, at, 8), let info = Self.number(file.bytes, at &+ 8, 8),
          let addend = Self.number(file.bytes, at &+ 16, 8)
        else { break }
        if info & 0xFFFF_FFFF == Relocation.relative { addends[place] = addend }
      }
    }
    self.addends = addends
  }

  /// Every address of the file's content at this alignment.
  func addresses(aligned step: UInt64) -> [UInt64] {
    segments.flatMap { segment -> [UInt64] in
      guard segment.fileSize >= 64 else { return [] }
      let first = (segment.address &+ step &- 1) / step * step
      let (end, overflow) = segment.address.addingReportingOverflow(segment.fileSize - 64)
      return overflow || first > end ? [] : Array(stride(from: first, through: end, by: Int(step)))
    }
  }

  /// Four bytes of the file's content.
  func word(at address: UInt64) -> UInt32? {
    Self.offset(of: address, in: segments).flatMap { Self.number(bytes, $0, 4) }.map { UInt32($0) }
  }

  /// The address that stands there once the library is loaded.
  func pointer(at address: UInt64) -> UInt64? {
    if let addend = addends[address] { return addend }
    guard let value = Self.offset(of: address, in: segments).flatMap({ Self.number(bytes, $0, 8) }) else { return nil }
    return value == 0 ? nil : value
  }

  /// The text of an `hs_str`.
  func text(at address: UInt64, limit: Int) -> String? {
    guard let start = pointer(at: address), let place = Self.offset(of: start, in: segments),
      let length = Self.offset(of: address &+ 8, in: segments).flatMap({ Self.number(bytes, $0, 8) }),
      length <= UInt64(limit), place <= UInt64(bytes.count), UInt64(bytes.count) - place >= length
    else { return nil }
    return String(validating: bytes[Int(place)..<Int(place + length)], as: UTF8.self)
  }

  private static func offset(of address: UInt64, in segments: [ELFFile.Segment]) -> UInt64? {
    for segment in segments where address >= segment.address && address - segment.address < segment.fileSize {
      return segment.offset &+ (address - segment.address)
    }
    return nil
  }

  private static func number(_ bytes: [UInt8], _ at: UInt64, _ count: UInt64) -> UInt64? {
    guard at < UInt64(bytes.count), UInt64(bytes.count) - at >= count else { return nil }
    return (0..<count).reduce(0) { $0 | UInt64(bytes[Int(at + $1)]) << (8 * $1) }
  }
}
