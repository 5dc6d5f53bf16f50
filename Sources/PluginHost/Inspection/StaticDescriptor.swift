import CHomeostasisPlugin
import PluginTrust

/// Id and version of a plugin, as far as they can be read without running it: from the constant tables of a library, or
/// from the text of a Python file. Nothing relies on them alone: what the plugin says when it runs must be the same.
struct StaticDescriptor: Hashable {
  let id: String
  let version: String
  /// As it was compiled for: `1.0`.
  let abi: String

  private init?(_ id: String, _ version: String, _ abi: String) {
    guard PluginManifest.isID(id), SemanticVersion(version) != nil else { return nil }
    self.id = id
    self.version = version
    self.abi = abi
  }

  /// Nil: it makes its tables only when it runs, as C++ and Swift do, or has several that could be meant.
  init?(_ bytes: [UInt8], path: String) {
    let found: [StaticDescriptor]
    if PythonPlugin.isOne(path) {
      found = Self.ofPython(bytes)
    } else {
      // A library that cannot be read has been refused before.
      guard let image = try? ELFImage(ELFFile(path: path, bytes: bytes)) else { return nil }
      found = Self.modules(in: image).compactMap { Self.first(of: $0, in: image) }
    }
    guard let only = found.first, found.count == 1 else { return nil }
    self = only
  }

  /// Addresses of what looks like an `hs_module`.
  private static func modules(in image: ELFImage) -> [UInt64] {
    image.addresses(aligned: 8).filter { address in
      guard image.word(at: address + 4) == HS_ABI_MAGIC, image.word(at: address + 8) == HS_ABI_MAJOR,
        let size = image.word(at: address), let count = image.word(at: address + 16),
        let stride = image.word(at: address + 20)
      else { return false }
      return (48...4096).contains(size) && (1...64).contains(count)
        && (UInt32(MemoryLayout<hs_plugin>.size)..<65_536).contains(stride)
    }
  }

  private static func first(of module: UInt64, in image: ELFImage) -> StaticDescriptor? {
    guard let plugin = image.pointer(at: module + 24), let minor = image.word(at: module + 12),
      let id = image.text(at: plugin &+ 8, limit: 200), let version = image.text(at: plugin &+ 24, limit: 100)
    else { return nil }
    return StaticDescriptor(id, version, "\(HS_ABI_MAJOR).\(minor)")
  }

  /// `id = "org.example.x"` and `version = "1.0.0"` in the one class that has both.
  private static func ofPython(_ bytes: [UInt8]) -> [StaticDescriptor] {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    func values(_ name: String) -> [String] {
      lines.compactMap { line in
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard text.count < line.count, text.hasPrefix("\(name) = \"") else { return nil }
        let value = text.dropFirst(name.count + 4).prefix { $0 != "\"" }
        return String(value)
      }
    }
    let (ids, versions) = (values("id"), values("version"))
    guard ids.count == 1, versions.count == 1 else { return [] }
    return [StaticDescriptor(ids[0], versions[0], "\(HS_ABI_MAJOR).\(HS_ABI_MINOR)")].compactMap { $0 }
  }
}
