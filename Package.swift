// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = [], at path: String? = nil) -> Target {
  .target(name: name, dependencies: dependencies, path: path ?? "Sources/\(name)", swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency], at path: String? = nil) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: path ?? "Sources/\(name)", swiftSettings: strict)
}

func test(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, path: "Sources/SystemLibraries/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// A plugin is a dynamic library that exports the one symbol of the contract and nothing else.
func plugin(_ name: String, _ dependencies: [Target.Dependency] = [], at path: String? = nil) -> Target {
  .target(
    name: name, dependencies: ["CHomeostasisPlugin", "HomeostasisSDK", "Healing"] + dependencies,
    path: path ?? "Plugins/\(name)",
    swiftSettings: strict,
    linkerSettings: [
      .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/plugin-sdk/exports.map"])
    ])
}

let plugins: [Target] = [
  plugin("LogMonitor", ["LogTail", "TraceGrammar", "Patterns", "SystemCalls"]),
  plugin("HealthMonitor", ["SystemCalls"]),
  plugin("ProcessMonitor", []),
  plugin("RuleAnalyzer", ["LanguageKit", "Patterns"]),
  plugin("TraceAnalyzer", ["LanguageKit", "TraceGrammar"]),
  plugin("SpectrumAnalyzer", ["LanguageKit"]),
  plugin("TemplatePatcher", ["LanguageKit", "SyntaxTree"]),
  plugin("ModelAnalyzer", ["LanguageModels", "LanguageKit"]),
  plugin("ModelPatcher", ["LanguageModels", "LanguageKit"]),
  plugin("SuiteTester", ["LanguageKit"]),
  plugin("HandoverDeployer", []),
  plugin("FunctionAnalyzer", ["ForeignFunctions"]),
  plugin("FunctionMonitor", ["ForeignFunctions"]),
  plugin("CarelessPatcher", ["LanguageKit"], at: "examples/careless-patcher"),
  plugin("SampleAnalyzer", at: "plugin-sdk/templates/swift"),
]

/// A program whose `main` is libFuzzer's: only where `Tests/fuzz` asks for it, with the sanitizers' options.
func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["PluginHost", "PluginBridge", "Healing", "LibFuzzer"], path: "Tests/Fuzz/\(name)",
    swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
}

let fuzzers: [Target] =
  Context.environment["HOMEOSTASIS_FUZZ"] == nil
  ? []
  : [
    .systemLibrary(name: "LibFuzzer", path: "Tests/Fuzz/LibFuzzer"), fuzzer("FuzzFrames"), fuzzer("FuzzInspection"),
  ]

let targets: [Target] =
  [
    // Libraries of the system.
    library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    library("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    library("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev"),
    library("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
    library("CTreeSitter", pkgConfig: "tree-sitter", apt: "libtree-sitter-dev"),
    library("CFFI", pkgConfig: "libffi", apt: "libffi-dev"),

    // The contract and the SDK.
    .systemLibrary(name: "CHomeostasisPlugin", path: "plugin-sdk/include"),
    .target(
      name: "RecordSchemas", dependencies: ["Healing"], path: "plugin-sdk/schemas", exclude: ["services"],
      resources: [.embedInCode("records")],
      swiftSettings: strict),
    module("HomeostasisSDK", ["CHomeostasisPlugin", "Healing", "PluginBridge"], at: "plugin-sdk/swift/HomeostasisSDK"),
    module(
      "LanguageKit", ["Healing", "TraceGrammar", "SyntaxTree", "Patterns", "Digest"],
      at: "plugin-sdk/swift/LanguageKit"),

    // The host, in the order in which a module may import.
    module("Healing"),
    .target(name: "CSystemCalls", path: "Sources/CSystemCalls"),
    module("SystemCalls", ["CSystemCalls"]),
    module("Digest", ["CSodium"]),
    module("Patterns", ["CPCRE2"]),
    module("YAMLDocument", ["CYAML", "Healing"]),
    module("JSONSchema", ["Healing", "Patterns"]),
    module("PluginBridge", ["CHomeostasisPlugin", "Healing", "RecordSchemas"]),
    module("TraceGrammar", ["Healing", "Patterns", "SystemCalls"]),
    module("SyntaxTree", ["CTreeSitter", "Healing", "SystemCalls", "Patterns"]),
    module("SourceTree", ["Healing", "SystemCalls", "Digest"]),
    module("LanguagePacks", ["Healing", "SystemCalls", "YAMLDocument"]),
    module("ForeignFunctions", ["CFFI", "Healing", "PluginBridge", "RecordSchemas", "SystemCalls"]),
    module("PipelineConfiguration", ["Healing", "YAMLDocument", "JSONSchema"]),
    module("PluginTrust", ["CSodium", "CSystemCalls", "Digest", "Healing", "SystemCalls"]),
    module(
      "PluginHost",
      [
        "CHomeostasisPlugin", "CSystemCalls", "PluginBridge", "Healing", "SystemCalls", "JSONSchema", "Digest",
        "PluginTrust",
      ]),
    module("Intake", ["Healing", "TraceGrammar", "Patterns", "Digest"]),
    module("LanguageModels", ["HomeostasisSDK", "Healing", "JSONSchema", "LanguageKit", "Intake"]),
    module("LogTail", ["Healing", "TraceGrammar", "Patterns", "SystemCalls"]),
    module("IncidentStore", ["CSQLite", "Healing", "Digest"]),
    module("Sandbox", ["Healing", "SystemCalls", "SourceTree"]),
    module("Watch", ["Healing"]),
    module("Policy", ["Healing"]),
    module("PatchGate", ["Healing", "SyntaxTree", "LanguageKit"]),
    module("Learning", ["Healing"]),
    module("Orchestration", ["Healing", "Policy", "Watch", "Learning"]),
    module("KeeperProtocol", ["SystemCalls"]),
    module("Generations", ["Healing", "KeeperProtocol", "SystemCalls", "SourceTree"]),
    module("LoadGenerator", ["SystemCalls"]),
    module(
      "HealingRuntime",
      [
        "Healing", "SystemCalls", "Digest", "Patterns", "YAMLDocument", "JSONSchema", "PluginBridge", "TraceGrammar",
        "SyntaxTree", "SourceTree", "LanguagePacks", "LanguageKit", "PipelineConfiguration", "PluginHost", "Intake",
        "IncidentStore", "Sandbox", "Watch", "Policy", "PatchGate", "Learning", "Orchestration", "KeeperProtocol",
        "RecordSchemas", "Generations", "ForeignFunctions", "PluginTrust",
      ]),
    .target(name: "CPluginCheck", path: "Sources/CPluginCheck"),
    module(
      "PluginCheck",
      [
        "CHomeostasisPlugin", "CPluginCheck", "PluginHost", "PluginBridge", "Healing", "JSONSchema", "SystemCalls",
      ]),
    module("HealingTesting", ["Healing", "Orchestration", "Policy", "Watch", "Learning"]),
    program(
      "homeostasis",
      [
        "HealingRuntime", "Healing", "IncidentStore", "Orchestration", "PipelineConfiguration", "PluginHost",
        "RecordSchemas", "SystemCalls", "LoadGenerator", "PluginCheck", "Digest", "PluginBridge", "PluginTrust",
        "LanguageKit", "LanguagePacks", "Learning",
      ]),
    program("homeostasis-runner", ["PluginHost", "PluginCheck", "PluginBridge", "Healing", "SystemCalls"]),
    program("homeostasis-keeper", ["KeeperProtocol", "SystemCalls"]),

    // Not installed.
    program(
      "homeostasis-bench",
      [
        "CHomeostasisPlugin", "PluginBridge", "PluginHost", "HealingRuntime", "Healing", "SystemCalls", "Intake",
        "IncidentStore", "LanguageKit", "LanguagePacks", "TraceGrammar", "Orchestration", "Generations",
        "LoadGenerator",
      ], at: "Benchmarks/Sources"),

    // Tests.
    .target(name: "LineBuffering", path: "Tests/Support/LineBuffering"),
    module("TestSupport", ["Healing", "SystemCalls", "LineBuffering"], at: "Tests/Support/TestSupport"),
    test("ContractTests", ["CHomeostasisPlugin", "PluginBridge", "RecordSchemas", "Healing"]),
    test("SystemCallsTests", ["SystemCalls"]),
    test("DigestTests", ["Digest"]),
    test("PatternsTests", ["Patterns"]),
    test("YAMLDocumentTests", ["YAMLDocument", "Healing", "TestSupport"]),
    test("JSONSchemaTests", ["JSONSchema", "Healing"]),
    test("TraceGrammarTests", ["TraceGrammar", "Healing", "Patterns", "SystemCalls", "YAMLDocument"]),
    test("SyntaxTreeTests", ["SyntaxTree", "Healing"]),
    test(
      "LanguageKitTests",
      ["LanguageKit", "Healing", "LanguagePacks", "SyntaxTree", "TraceGrammar", "SystemCalls", "Digest", "TestSupport"]),
    test("SourceTreeTests", ["SourceTree", "Healing", "SystemCalls", "Digest", "TestSupport"]),
    test(
      "PipelineConfigurationTests",
      ["PipelineConfiguration", "Healing", "JSONSchema", "YAMLDocument", "SystemCalls", "TestSupport"]),
    test(
      "PluginHostTests",
      [
        "PluginHost", "PluginBridge", "PluginTrust", "Healing", "SystemCalls", "TestSupport", "homeostasis-runner",
        "HomeostasisSDK", "CHomeostasisPlugin",
      ]),
    test("PluginTrustTests", ["PluginTrust", "Healing", "SystemCalls", "TestSupport"]),
    test("IntakeTests", ["Intake", "Healing", "TraceGrammar", "YAMLDocument", "Patterns"]),
    test("IncidentStoreTests", ["IncidentStore", "Healing", "Digest", "CSQLite", "StoreWriter", "TestSupport"]),
    program("StoreWriter", ["IncidentStore", "Healing"], at: "Tests/Support/StoreWriter"),
    test(
      "LanguageModelTests",
      [
        "HealingRuntime", "Healing", "LanguageKit", "LanguagePacks", "PluginHost", "SystemCalls", "TestSupport",
        "homeostasis-runner",
      ]),
    test(
      "LogTailTests", ["LogTail", "Healing", "TraceGrammar", "Patterns", "SystemCalls", "YAMLDocument", "TestSupport"]),
    test("SandboxTests", ["Sandbox", "LanguagePacks", "SourceTree", "Healing", "SystemCalls", "TestSupport"]),
    test(
      "VerificationTests",
      ["LanguageKit", "LanguagePacks", "Digest", "Sandbox", "SourceTree", "Healing", "SystemCalls"]),
    test("WatchTests", ["Watch", "Healing", "TestSupport"]),
    test("PolicyTests", ["Policy", "Healing"]),
    test("LearningTests", ["Learning", "Healing"]),
    test("PatchGateTests", ["PatchGate", "Healing", "LanguageKit", "LanguagePacks"]),
    test(
      "OrchestrationTests",
      [
        "Orchestration", "HealingTesting", "Healing", "Policy", "Watch", "Learning", "SystemCalls", "TestSupport",
        "CourseWalker",
      ]),
    program(
      "CourseWalker", ["HealingTesting", "Healing", "Orchestration", "Policy", "Watch"],
      at: "Tests/Support/CourseWalker"),
    test("KeeperTests", ["KeeperProtocol", "homeostasis-keeper", "LoadGenerator", "SystemCalls", "TestSupport"]),
    test(
      "GenerationsTests",
      [
        "Generations", "KeeperProtocol", "homeostasis-keeper", "LoadGenerator", "SourceTree", "PluginHost", "Healing",
        "SystemCalls", "TestSupport",
      ]),
    test(
      "HealingRuntimeTests",
      [
        "HealingRuntime", "Generations", "Healing", "LanguageKit", "LanguagePacks", "Orchestration",
        "PipelineConfiguration", "PluginHost", "Policy", "Sandbox", "SourceTree", "SystemCalls", "TestSupport",
        "homeostasis-runner",
      ]),
    test(
      "PluginCheckTests",
      [
        "PluginCheck", "PluginHost", "PluginBridge", "Healing", "SystemCalls", "TestSupport", "homeostasis",
        "homeostasis-runner",
        "homeostasis-keeper",
      ]),
    test(
      "ForeignFunctionTests",
      [
        "ForeignFunctions", "PluginHost", "Healing", "JSONSchema", "SystemCalls", "TestSupport", "homeostasis-runner",
      ]),
    test("EndToEndTests", ["Healing", "LoadGenerator", "Orchestration", "SystemCalls", "TestSupport"]),
  ] + plugins + fuzzers

let package = Package(
  name: "homeostasis",
  products: plugins.map { .library(name: $0.name, type: .dynamic, targets: [$0.name]) } + [
    // An interpreter confines itself with it.
    .library(name: "HomeostasisConfinement", type: .dynamic, targets: ["CSystemCalls"])
  ],
  targets: targets,
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c11
)
