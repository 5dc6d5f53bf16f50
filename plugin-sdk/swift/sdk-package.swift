// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The Swift SDK of Homeostasis: what plugins are built with where the compiler is another than the installed one.
let package = Package(
  name: "homeostasis-sdk",
  products: [.library(name: "HomeostasisSDK", targets: ["HomeostasisSDK"])],
  targets: [
    .systemLibrary(name: "CHomeostasisPlugin", path: "include"),
    .target(name: "Healing", path: "Healing", swiftSettings: settings),
    .target(
      name: "RecordSchemas", dependencies: ["Healing"], path: "schemas", exclude: ["services"],
      resources: [.embedInCode("records")], swiftSettings: settings),
    .target(
      name: "PluginBridge", dependencies: ["CHomeostasisPlugin", "Healing", "RecordSchemas"], path: "PluginBridge",
      swiftSettings: settings),
    .target(
      name: "HomeostasisSDK", dependencies: ["CHomeostasisPlugin", "Healing", "PluginBridge"], path: "HomeostasisSDK",
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6])
