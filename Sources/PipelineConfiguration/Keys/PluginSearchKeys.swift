import Healing

/// The keys under `plugins`.
enum PluginSearchKeys {
  static let path = Key(
    "path", .list(of: .folder), "Folders with plugins, looked at in this order before the installed ones.",
    absence: .means([], written: []))

  static let shape = Shape<[String]>.section("where plugins are", keys: [path]) { $0.value(path) }
}
