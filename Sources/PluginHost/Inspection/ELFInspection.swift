import SystemCalls

/// What can be said of a plugin library without running any of its code: read from the file's own tables, every offset
/// checked. Layouts are those of the System V ABI, edition 4.1, and its x86-64 and AArch64 supplements.
public struct ELFInspection: Sendable, Hashable {
  /// Names of the symbols that the library exports.
  public let exports: [String]
  /// Libraries that it asks for.
  public let needed: [String]
  /// Where it looks for them first; nil: nowhere of its own.
  public let runPath: String?
  /// What keeps it from being loaded, each with its remedy; empty for a good plugin.
  public let defects: [Defect]

  /// Something about the library that the host does not accept.
  public struct Defect: Sendable, Hashable, Codable {
    /// Stable and greppable: `plugin.exports`, `plugin.text-relocations`, ...
    public let code: String
    /// What is wrong, and the compiler's or linker's option that mends it.
    public let reason: String
  }

  /// The one symbol of the contract.
  public static let entry = "homeostasis_module_v1"

  /// Reads the library at `path`.
  /// - Throws: when it is not a whole shared library for this machine.
  public init(path: String) throws(PluginFailure) {
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try Files.read(path, limit: 1 << 30) } catch {
      throw PluginFailure("plugin.unreadable", path, "\(error)")
    }
    try self.init(bytes: bytes, path: path)
  }

  /// Looks at the bytes of the library at `path`.
  public init(bytes: [UInt8], path: String) throws(PluginFailure) {
    let file = ELFFile(path: path, bytes: bytes)
    let dynamic = try file.dynamicSection()
    let symbols = try file.exportedSymbols(dynamic)
    exports = symbols.map(\.name).sorted()
    needed = try dynamic.values(.needed).map { offset throws(PluginFailure) in try file.text(dynamic, offset) }
    let place = dynamic.values(.runPath).first ?? dynamic.values(.rPath).first
    runPath = try place.map { offset throws(PluginFailure) in try file.text(dynamic, offset) }
    defects = Self.judge(symbols, dynamic, runPath)
  }

  private static func judge(
    _ symbols: [ELFFile.Symbol], _ dynamic: ELFFile.Dynamic, _ runPath: String?
  ) -> [Defect] {
    var defects: [Defect] = []
    let others = symbols.map(\.name).filter { $0 != entry }
    if !symbols.contains(where: { $0.name == entry }) {
      defects.append(Defect(code: "plugin.entry", reason: "it does not export \(entry), the entry of every plugin"))
    }
    if !others.isEmpty {
      let some = others.sorted().prefix(3).joined(separator: ", ")
      defects.append(
        Defect(
          code: "plugin.exports",
          reason: "it exports \(others.count) more symbols (\(some)): link it with the version script exports.map"))
    }
    if symbols.contains(where: \.unique) {
      defects.append(
        Defect(
          code: "plugin.unique-symbols",
          reason: "its unique symbols would be shared with the next generation: compile with -fno-gnu-unique"))
    }
    if dynamic.hasTextRelocations {
      defects.append(Defect(code: "plugin.text-relocations", reason: "it has text relocations: compile with -fPIC"))
    }
    if dynamic.hasStaticTLS {
      defects.append(
        Defect(
          code: "plugin.static-tls",
          reason: "it needs static thread-local storage, which runs out: compile with -ftls-model=global-dynamic"))
    }
    if let runPath,
      runPath.split(separator: ":").contains(where: {
        $0.hasPrefix("/tmp") || !($0.hasPrefix("/") || $0.hasPrefix("$ORIGIN"))
      })
    {
      defects.append(
        Defect(
          code: "plugin.run-path", reason: "others may write to its run path \(runPath): use $ORIGIN or a system folder"
        ))
    }
    return defects
  }
}
