import CHomeostasisPlugin
import Healing

/// Reads the tables of a module into descriptions. The code behind them has run already; the data is still not trusted.
struct ModuleReader {
  let path: String

  /// All plugins of the module, with the tables to call them by.
  func read(_ module: UnsafePointer<hs_module>) throws(PluginFailure) -> [(PluginDescription, UnsafePointer<hs_plugin>)]
  {
    guard module.pointee.magic == HS_ABI_MAGIC else {
      throw fail("plugin.magic", "homeostasis_module_v1 does not return a module; was it built with plugin.h?")
    }
    guard module.pointee.abi_major == HS_ABI_MAJOR else {
      throw fail(
        "plugin.abi",
        "built for ABI \(module.pointee.abi_major).\(module.pointee.abi_minor), this host speaks \(HS_ABI_MAJOR).\(HS_ABI_MINOR): rebuild it with this SDK"
      )
    }
    let (count, stride) = (Int(module.pointee.plugin_count), Int(module.pointee.plugin_stride))
    guard Int(module.pointee.size) >= MemoryLayout<hs_module>.size - MemoryLayout<UInt>.size, count > 0, count <= 64,
      stride >= MemoryLayout<hs_plugin>.size, stride < 65_536, let first = module.pointee.plugins
    else {
      throw fail("plugin.module", "its module table has impossible sizes (\(count) plugins of \(stride) bytes)")
    }
    var all: [(PluginDescription, UnsafePointer<hs_plugin>)] = []
    for index in 0..<count {
      let plugin = UnsafeRawPointer(first).advanced(by: index * stride).assumingMemoryBound(to: hs_plugin.self)
      all.append((try describe(plugin, in: module), plugin))
    }
    return all
  }

  private func describe(
    _ table: UnsafePointer<hs_plugin>, in module: UnsafePointer<hs_module>
  ) throws(PluginFailure) -> PluginDescription {
    let plugin = table.pointee
    guard Int(plugin.size) >= MemoryLayout<hs_plugin>.size else {
      throw fail("plugin.descriptor", "a descriptor of \(plugin.size) bytes is shorter than that of ABI 1.0")
    }
    let id = try text(plugin.id, "id", limit: 200)
    guard !id.isEmpty,
      id.utf8.allSatisfy({ $0 == 0x2E || $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
      )
    else { throw fail("plugin.id", "the id “\(id.prefix(60))” is not a reverse domain name") }
    try checkLifecycle(plugin, id)
    return PluginDescription(
      id: id, kind: try kind(plugin, id), version: try text(plugin.version, "version", limit: 100),
      summary: try text(plugin.summary, "summary", limit: 1000), settingsSchema: try schema(plugin, id),
      consumes: try words(plugin.consumes, "consumes"), produces: try words(plugin.produces, "produces"),
      needs: try words(plugin.needs, "needs"), capabilities: plugin.capabilities,
      runtime: try text(module.pointee.runtime, "runtime", limit: 100),
      abi: [module.pointee.abi_major, module.pointee.abi_minor])
  }

  private func checkLifecycle(_ plugin: hs_plugin, _ id: String) throws(PluginFailure) {
    guard let lifecycle = plugin.lifecycle, Int(lifecycle.pointee.size) >= MemoryLayout<hs_lifecycle>.size,
      lifecycle.pointee.create != nil, lifecycle.pointee.destroy != nil
    else { throw fail("plugin.lifecycle", "\(id) has no create or no destroy") }
  }

  private func kind(_ plugin: hs_plugin, _ id: String) throws(PluginFailure) -> PluginDescription.Kind {
    var kinds: [PluginDescription.Kind] = []
    if plugin.monitor?.pointee.poll != nil { kinds.append(.monitor) }
    if plugin.analyzer?.pointee.analyze != nil { kinds.append(.analyzer) }
    if plugin.patcher?.pointee.propose != nil { kinds.append(.patcher) }
    if plugin.tester?.pointee.verify != nil { kinds.append(.tester) }
    if let table = plugin.deployer?.pointee, table.prepare != nil, table.switch_over != nil, table.promote != nil,
      table.rollback != nil, table.status != nil
    {
      kinds.append(.deployer)
    }
    guard kinds.count == 1 else {
      throw fail("plugin.kind", "\(id) must fill exactly one of the five kinds' tables; it fills \(kinds.count)")
    }
    return kinds[0]
  }

  private func schema(_ plugin: hs_plugin, _ id: String) throws(PluginFailure) -> JSONValue? {
    let text = try text(plugin.config_schema, "config_schema", limit: 1 << 20)
    if text.isEmpty { return nil }
    do {
      return try JSON.decode(JSONValue.self, from: text)
    } catch {
      throw fail("plugin.schema", "the config_schema of \(id) is not JSON")
    }
  }

  private func words(_ string: hs_str, _ field: String) throws(PluginFailure) -> [String] {
    try text(string, field, limit: 4096).split(separator: " ").map(String.init)
  }

  private func text(_ string: hs_str, _ field: String, limit: Int) throws(PluginFailure) -> String {
    guard 0...limit ~= string.len, string.len == 0 || string.ptr != nil else {
      throw fail(
        "plugin.text",
        "\(field) is \(string.len) bytes at \(string.ptr == nil ? "null" : "an address"); at most \(limit)")
    }
    let bytes = UnsafeRawBufferPointer(start: string.ptr, count: string.len)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fail("plugin.text", "\(field) is not UTF-8")
    }
    return text
  }

  private func fail(_ code: String, _ reason: String) -> PluginFailure { PluginFailure(code, path, reason) }
}
