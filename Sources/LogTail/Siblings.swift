import Glibc

/// The files beside a log that rotation may have made of it: `shop.log.1`, `shop.log-20261124`, `shop-2026.log` ...
struct Siblings {
  struct Entry {
    var path: String
    var identity: FileIdentity
    var modified: Int64
    var size: Int64
  }

  /// The oldest first.
  let entries: [Entry]
  /// Whether the folder could be read: where it could not, nothing is known of what stands there.
  let isKnown: Bool
  /// Whether nothing was renamed while it was read: what is missing then is not there.
  let isStable: Bool

  /// Looks into the folder of `path`. Compressed files are left out: nobody writes to them any more.
  ///
  /// While files are renamed, a listing can miss one that is there all the time. So it is taken until two that follow
  /// each other are the same, and what any of them showed counts.
  init(of path: String) {
    var last = Siblings.listing(path)
    var all = last ?? [:]
    var (isKnown, isStable) = (last != nil, false)
    for _ in 0..<50 {
      guard let next = Siblings.listing(path) else {
        isKnown = false
        break
      }
      all.merge(next) { $1 }
      isStable = next.mapValues(\.path) == last?.mapValues(\.path)
      if isStable { break }
      last = next
    }
    self.isKnown = isKnown
    self.isStable = isStable
    entries = all.values.sorted {
      ($0.modified, -Siblings.age($0.path), $0.path) < ($1.modified, -Siblings.age($1.path), $1.path)
    }
  }

  /// The files beside `path` that a listing shows with one of the inodes. Some file systems show others there than a
  /// file says itself, so what is missing may be there all the same.
  static func names(of inodes: Set<UInt64>, beside path: String) -> [String] {
    let (folder, name) = parts(of: path)
    let hits = (names(in: folder) ?? []).filter { inodes.contains($0.inode) && isMade($0.name, of: name) }
    return hits.map { folder + $0.name }
  }

  private static func parts(of path: String) -> (folder: String, name: String) {
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return (path[..<cut].isEmpty ? "./" : String(path[..<cut]), String(path[cut...]))
  }

  /// Nil: the folder cannot be read.
  private static func listing(_ path: String) -> [FileIdentity: Entry]? {
    let (folder, name) = parts(of: path)
    var found: [FileIdentity: Entry] = [:]
    guard let others = names(in: folder) else { return nil }
    for (other, _) in others where isMade(other, of: name) {
      guard let status = stat.of(folder + other), status.isRegular else { continue }
      let identity = FileIdentity(status)
      found[identity] = Entry(
        path: folder + other, identity: identity, modified: status.modified, size: Int64(status.st_size))
    }
    return found
  }

  /// The number behind the name, which grows with age, where there is one. The clock of files is coarse: it cannot
  /// tell apart what was rotated within a few milliseconds.
  private static func age(_ path: String) -> Int {
    let digits = path.reversed().prefix(while: \.isNumber)
    guard digits.count < 5, path.dropLast(digits.count).last == "." else { return 0 }
    return Int(String(digits.reversed())) ?? 0
  }

  /// Whether rotation of `name` can have made `other`: the name with something numbered behind it, or with a number or
  /// date in front of its ending.
  private static func isMade(_ other: String, of name: String) -> Bool {
    guard other != name, !isPacked(other) else { return false }
    func isBetween(_ text: Substring) -> Bool {
      guard let first = text.first, "._-".contains(first) else { return false }
      return text.allSatisfy { $0.isNumber || "._-T".contains($0) }
    }
    if other.hasPrefix(name) {
      let rest = other.dropFirst(name.count)
      return isBetween(rest) || [".old", ".bak", ".prev"].contains(rest)
    }
    guard let dot = name.lastIndex(of: "."), other.hasPrefix(name[..<dot]), other.hasSuffix(name[dot...]) else {
      return false
    }
    return isBetween(other.dropFirst(name[..<dot].count).dropLast(name[dot...].count))
  }

  private static func names(in folder: String) -> [(name: String, inode: UInt64)]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [(name: String, inode: UInt64)] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append((name, UInt64(entry.pointee.d_ino)))
    }
    return names
  }

  /// Whether a path has a name that rotation gives: a glob must not take it for a log of its own.
  static func isRotated(_ path: String) -> Bool {
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    let end = name.reversed().prefix { $0.isNumber || $0 == "-" || $0 == "_" || $0 == "T" }
    let before = name.dropLast(end.count).last
    return isPacked(String(name)) || (!end.isEmpty && before == ".") || end.filter(\.isNumber).count >= 8
  }

  private static func isPacked(_ name: String) -> Bool {
    [".gz", ".bz2", ".xz", ".zst", ".lz4", ".zip", ".tmp"].contains { name.hasSuffix($0) }
  }
}
