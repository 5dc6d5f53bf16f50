import Healing

/// The keys under `plugins`.
enum PluginSearchKeys {
  static let path = Key(
    "path", .list(of: .folder), "Folders with plugins, looked at in this order before the installed ones.",
    absence: .means([], written: []))
  static let trust = Key(
    "trust", .choice(),
    "What a plugin of these folders needs to be loaded: open asks for nothing, pinned for a pin by "
      + "`homeostasis plugin add`, signed for a signature by a key of the trust store. A pin or signature that is there "
      + "must fit in any case.", absence: .means(PluginSearch.Trust.open, written: "open"))
  static let keys = Key(
    "keys", .folder, "The folder of the trust store: public keys and revocations. Without it, the user's own.")

  static let shape = Shape<PluginSearch>.section("where plugins are", keys: [path, trust, keys]) {
    PluginSearch(folders: $0.value(path), trust: $0.value(trust), keys: $0[keys])
  }
}
