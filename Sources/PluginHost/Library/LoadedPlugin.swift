package import CHomeostasisPlugin
import SystemCalls

/// A plugin library in this process, with one of its plugins chosen.
package struct LoadedPlugin: @unchecked Sendable {
  // Sendable: the tables are constant data that is never unmapped.
  package let description: PluginDescription
  package let table: UnsafePointer<hs_plugin>

  /// Loads the library at `path`, which must be a staged copy, and calls its entry point.
  package static func all(at path: String) throws(PluginFailure) -> [LoadedPlugin] {
    let library: DynamicLibrary
    do throws(DynamicLibraryFailure) { library = try DynamicLibrary(path: path) } catch {
      throw PluginFailure("plugin.load", path, error.reason)
    }
    guard let symbol = library.symbol("homeostasis_module_v1") else {
      throw PluginFailure("plugin.entry", path, "it does not export homeostasis_module_v1, the entry of every plugin")
    }
    let entry = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<hs_module>?).self)
    guard let module = entry() else { throw PluginFailure("plugin.entry", path, "homeostasis_module_v1 returned null") }
    return try ModuleReader(path: path).read(module).map { LoadedPlugin(description: $0.0, table: $0.1) }
  }

  /// As ``all(at:)``, the plugin of this id only; the first one for an empty id.
  static func one(_ id: String, at path: String) throws(PluginFailure) -> LoadedPlugin {
    let all = try all(at: path)
    guard let one = all.first(where: { id.isEmpty || $0.description.id == id }) else {
      throw PluginFailure(
        "plugin.absent", path, "it has no plugin \(id); it has \(all.map(\.description.id).joined(separator: ", "))")
    }
    return one
  }
}
