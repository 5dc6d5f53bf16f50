import Digest
import Glibc
public import Healing
import SystemCalls

/// Where generations of plugins are remembered: a folder of the state, with a file for each plugin and a copy of the last
/// library that was found good. One process at a time writes there.
public struct GenerationLedger: Sendable {
  private let folder: String

  /// Uses `folder`, which is made when something is written.
  public init(folder: String) { self.folder = folder }

  /// How many generations of a plugin are remembered.
  public static let kept = 200

  /// The generations of a plugin, the oldest first; empty: none is known.
  public func history(of id: String) throws(PluginFailure) -> [GenerationEntry] { try read("\(id).json") ?? [] }

  /// The plugins that something is known of, sorted.
  public func plugins() -> [String] {
    // Without a folder nothing was ever loaded.
    ((try? Files.list(folder)) ?? []).filter { $0.hasSuffix(".json") && !$0.hasPrefix("_") }.map {
      String($0.dropLast(5))
    }
  }

  /// Writes one generation, in place of what stands there with its number.
  func keep(_ entry: GenerationEntry, of id: String) throws(PluginFailure) {
    var all = try history(of: id)
    if let index = all.firstIndex(where: { $0.number == entry.number }) {
      all[index] = entry
    } else {
      all.append(entry)
    }
    try write(Array(all.suffix(Self.kept)), "\(id).json")
  }

  /// No id of a plugin has an underscore.
  private static let crashFile = "_crashes.json"

  private static let asideFile = "_set-aside.json"
  /// How many records that were set aside are remembered; all are counted in the history.
  public static let asidesKept = 2000

  /// The records of a plugin that are not given to it again, the oldest first.
  public func setAside(of id: String) throws(PluginFailure) -> [SetAside] {
    let all: [SetAside] = try read(Self.asideFile) ?? []
    return all.filter { $0.plugin == id }
  }

  func keep(_ aside: SetAside) throws(PluginFailure) {
    let all: [SetAside] = try read(Self.asideFile) ?? []
    try write(Array((all + [aside]).suffix(Self.asidesKept)), Self.asideFile)
  }

  private func releaseAsides(of id: String) throws(PluginFailure) -> Int {
    let all: [SetAside] = try read(Self.asideFile) ?? []
    let others = all.filter { $0.plugin != id }
    if others.count < all.count { try write(others, Self.asideFile) }
    return all.count - others.count
  }

  /// All crashes that count, and what follows from them.
  func crashes() throws(PluginFailure) -> [CrashRecord] { try read(Self.crashFile) ?? [] }

  func keep(_ crashes: [CrashRecord]) throws(PluginFailure) { try write(crashes, Self.crashFile) }

  /// The plugin that ended the host runs in a process of its own from now on.
  public func convict(_ culprit: BlackBox.Culprit, at time: Timestamp) throws(PluginFailure) {
    var all = try crashes()
    let key = CrashRecord.Key(hash: culprit.hash, settings: culprit.settings, abi: GenerationLine.abi)
    let reason = "it ended the host in \(culprit.verb) with signal \(culprit.signal)"
    var record =
      all.first { $0.key == key } ?? CrashRecord(key: key, plugin: culprit.plugin, times: [], reason: reason)
    record.mustHaveOwnProcess = true
    record.reason = reason
    record.times.append(time)
    all.removeAll { $0.key == key }
    try keep(all + [record])
  }

  /// Forgets the crashes of a plugin, and which records were set aside; returns how many of both.
  public func release(_ id: String) throws(PluginFailure) -> Int {
    let all = try crashes()
    let others = all.filter { $0.plugin != id }
    if others.count < all.count { try keep(others) }
    return all.count - others.count + (try releaseAsides(of: id))
  }

  /// Keeps a copy of the bytes that were found good. Those before them are kept, too: what is good for a while may
  /// turn out bad.
  func keepGood(_ library: StagedLibrary, of id: String) throws(PluginFailure) {
    let last = place(id, .last, PythonPlugin.suffix(of: library.path))
    do throws(SystemError) {
      try Files.makeFolder(folder, mode: 0o700)
      if let old = good(id, .last) {
        let isSame = SHA256.hex(of: try Files.read(old, limit: 1 << 30)) == library.hash
        if isSame && old == last { return }
        // Of another language: one of the two would be found first, whichever came last.
        if let gone = good(id, isSame ? .last : .before) { _ = try checked("unlink", gone) { unlink(gone) } }
        if !isSame {
          let before = place(id, .before, PythonPlugin.suffix(of: old))
          _ = try checked("rename", before) { rename(old, before) }
        }
      }
      try Files.replace(last, with: Files.read(library.path, limit: 1 << 30), mode: 0o500)
    } catch {
      throw PluginFailure("plugin.history", last, "the library cannot be kept: \(error)")
    }
  }

  /// The libraries of a plugin that are kept as good, the last first.
  func good(_ id: String) -> [String] {
    [Good.last, .before].compactMap { good(id, $0) }
  }

  private enum Good: String { case last = "good", before = "good-before" }

  private func good(_ id: String, _ which: Good) -> String? {
    PythonPlugin.suffixes.map { place(id, which, $0) }.first(where: Files.exists)
  }

  /// The suffix tells what a copy is run with.
  private func place(_ id: String, _ which: Good, _ suffix: String) -> String {
    "\(folder)/\(id).\(which.rawValue)\(suffix)"
  }

  private func read<Value: Decodable>(_ name: String) throws(PluginFailure) -> Value? {
    let path = "\(folder)/\(name)"
    guard Files.exists(path) else { return nil }
    do {
      return try JSON.decode(from: Files.read(path))
    } catch {
      throw PluginFailure("plugin.history", path, "cannot be read; move it away to begin anew: \(error)")
    }
  }

  private func write(_ value: some Encodable, _ name: String) throws(PluginFailure) {
    let path = "\(folder)/\(name)"
    do {
      try Files.makeFolder(folder, mode: 0o700)
      try Files.replace(path, with: Array(JSON.bytes(value)), mode: 0o600)
    } catch {
      throw PluginFailure("plugin.history", path, "cannot be written: \(error)")
    }
  }
}
