import SystemCalls

/// What a shared library exports, read from the file without loading it.
public struct LibraryExports: Sendable, Hashable {
  /// Names of functions.
  public let functions: Set<String>
  /// Names of everything else, such as variables.
  public let data: Set<String>

  /// Reads the library at `path`.
  /// - Throws: when it is not a whole shared library for this machine.
  public init(path: String) throws(PluginFailure) {
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try Files.read(path, limit: 1 << 30) } catch {
      throw PluginFailure("plugin.unreadable", path, "\(error)")
    }
    let file = ELFFile(path: path, bytes: bytes)
    let symbols = try file.exportedSymbols(file.dynamicSection())
    functions = Set(symbols.filter(\.isFunction).map(\.name))
    data = Set(symbols.filter { !$0.isFunction }.map(\.name))
  }
}
