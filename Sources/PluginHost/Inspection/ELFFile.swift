/// The tables of a 64-bit little-endian ELF file, over bytes that are not trusted.
struct ELFFile {
  let path: String
  let bytes: [UInt8]

  struct Segment {
    let type: UInt32
    let offset, address, fileSize: UInt64
  }

  struct Symbol: Hashable {
    let name: String
    /// STB_GNU_UNIQUE: one for the whole process, whatever the loader was told.
    let unique: Bool
    /// STT_FUNC, or STT_GNU_IFUNC, which the loader resolves to one.
    let isFunction: Bool
  }

  /// The dynamic section: tags and values.
  struct Dynamic {
    enum Tag: UInt64 {
      case needed = 1, stringTable = 5, symbolTable = 6, rPath = 15, textRelocations = 22, runPath = 29, flags = 30
      case hash = 4, gnuHash = 0x6fff_fef5
    }
    let entries: [(tag: UInt64, value: UInt64)]
    let segments: [Segment]

    func values(_ tag: Tag) -> [UInt64] { entries.filter { $0.tag == tag.rawValue }.map(\.value) }
    var hasTextRelocations: Bool { !values(.textRelocations).isEmpty || flags & 4 != 0 }
    var hasStaticTLS: Bool { flags & 16 != 0 }
    private var flags: UInt64 { values(.flags).first ?? 0 }
  }

  func dynamicSection() throws(PluginFailure) -> Dynamic {
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
      throw fail("plugin.not-elf", "it is not a shared library (no ELF header)")
    }
    guard try byte(4) == 2, try byte(5) == 1 else {
      throw fail("plugin.class", "it is not a 64-bit little-endian library")
    }
    guard try number(16, 2) == 3 else { throw fail("plugin.type", "it is not a shared library: link it with -shared") }
    let machine = try number(18, 2)
    guard machine == Self.thisMachine else {
      throw fail("plugin.machine", "it is for another machine (ELF machine \(machine), this is \(Self.thisMachine))")
    }
    let segments = try segments()
    guard let dynamic = segments.first(where: { $0.type == 2 }) else {
      throw fail("plugin.truncated", "it has no dynamic section")
    }
    var entries: [(tag: UInt64, value: UInt64)] = []
    var at = dynamic.offset
    while at + 16 <= dynamic.offset &+ dynamic.fileSize {
      let tag = try number(at, 8)
      if tag == 0 { break }
      entries.append((tag, try number(at + 8, 8)))
      at += 16
    }
    return Dynamic(entries: entries, segments: segments)
  }

  private func segments() throws(PluginFailure) -> [Segment] {
    let (table, size, count) = (try number(32, 8), try number(54, 2), try number(56, 2))
    guard size >= 56, count <= 1024 else { throw fail("plugin.truncated", "its program headers make no sense") }
    var segments: [Segment] = []
    for index in 0..<count {
      let at = table &+ index * size
      let segment = Segment(
        type: UInt32(try number(at, 4)), offset: try number(at + 8, 8), address: try number(at + 16, 8),
        fileSize: try number(at + 32, 8))
      let (end, overflow) = segment.offset.addingReportingOverflow(segment.fileSize)
      guard !overflow, end <= UInt64(bytes.count) else {
        throw fail(
          "plugin.truncated", "a segment ends at byte \(end) of a file of \(bytes.count): it was not copied whole")
      }
      segments.append(segment)
    }
    return segments
  }

  /// The text at `offset` of the string table.
  func text(_ dynamic: Dynamic, _ offset: UInt64) throws(PluginFailure) -> String {
    guard let table = dynamic.values(.stringTable).first else { throw fail("plugin.truncated", "no string table") }
    let start = try place(of: table &+ offset, in: dynamic)
    guard let end = bytes[start...].prefix(4096).firstIndex(of: 0) else {
      throw fail("plugin.truncated", "a name without an end")
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Defined global symbols, weak ones included.
  func exportedSymbols(_ dynamic: Dynamic) throws(PluginFailure) -> [Symbol] {
    guard let table = dynamic.values(.symbolTable).first else { throw fail("plugin.truncated", "no symbol table") }
    let first = try place(of: table, in: dynamic)
    var symbols: [Symbol] = []
    for index in 0..<(try symbolCount(dynamic)) {
      let at = UInt64(first) + index * 24
      let info = try byte(at + 4)
      let (binding, type) = (info >> 4, info & 15)
      let section = try number(at + 6, 2)
      guard section != 0, binding == 1 || binding == 2 || binding == 10 else { continue }
      symbols.append(
        Symbol(
          name: try text(dynamic, try number(at, 4)), unique: binding == 10, isFunction: type == 2 || type == 10))
    }
    return symbols
  }

  /// The dynamic section does not say how many symbols there are; the hash tables do.
  private func symbolCount(_ dynamic: Dynamic) throws(PluginFailure) -> UInt64 {
    if let table = dynamic.values(.hash).first {
      return min(try number(UInt64(try place(of: table, in: dynamic)) + 4, 4), 1 << 20)
    }
    guard let table = dynamic.values(.gnuHash).first else { throw fail("plugin.truncated", "no symbol hash table") }
    let at = UInt64(try place(of: table, in: dynamic))
    let (buckets, offset, blooms) = (try number(at, 4), try number(at + 4, 4), try number(at + 8, 4))
    guard buckets <= 1 << 20, blooms <= 1 << 20 else { throw fail("plugin.truncated", "an impossible hash table") }
    let bucketTable = at + 16 + blooms * 8
    var last: UInt64 = 0
    for bucket in 0..<buckets { last = max(last, try number(bucketTable + bucket * 4, 4)) }
    if last < offset { return offset }
    let chains = bucketTable + buckets * 4
    while try number(chains + (last - offset) * 4, 4) & 1 == 0 { last += 1 }
    return min(last + 1, 1 << 20)
  }

  private func place(of address: UInt64, in dynamic: Dynamic) throws(PluginFailure) -> Int {
    for segment in dynamic.segments where segment.type == 1 {
      if address >= segment.address, address - segment.address < segment.fileSize {
        return Int(segment.offset + (address - segment.address))
      }
    }
    throw fail("plugin.truncated", "the address \(address) is in none of its segments")
  }

  private func byte(_ at: UInt64) throws(PluginFailure) -> UInt8 { UInt8(try number(at, 1)) }

  private func number(_ at: UInt64, _ count: UInt64) throws(PluginFailure) -> UInt64 {
    guard at < UInt64(bytes.count), UInt64(bytes.count) - at >= count else {
      throw fail("plugin.truncated", "it ends at byte \(bytes.count), before its tables do: it was not copied whole")
    }
    return (0..<count).reduce(0) { $0 | UInt64(bytes[Int(at + $1)]) << (8 * $1) }
  }

  private func fail(_ code: String, _ reason: String) -> PluginFailure { PluginFailure(code, path, reason) }

  private static var thisMachine: UInt64 {
    #if arch(x86_64)
      62
    #else
      183
    #endif
  }
}
