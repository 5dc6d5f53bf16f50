import Healing
import SystemCalls
import TestSupport
import Testing

/// A plugin in the host ends it: the next host knows which one it was, and survives it.
@Suite(.serialized) struct BlackBoxTests {
  private static let configuration = """
    version: 1
    mode: propose
    state: sqlite:state/state.db
    plugins: {path: [plugins]}
    services:
      shop: {language: python, source: ./service, logs: [shop.log], test: [python3, -m, unittest]}
    pipelines:
      web:
        services: [shop]
        monitors: [log]
        analyzers:
          - {use: counting, place: host}
        patchers: [template]
        testers: [suite]

    """

  private static let trace = """
    Traceback (most recent call last):
      File "service/shop.py", line 1, in <module>
        print(1 / 0)
    ZeroDivisionError: division by zero

    """

  @Test func theGuiltyPluginRunsInAProcessOfItsOwnNextTime() throws {
    let folder = try TemporaryFolder()
    try folder.write("service/shop.py", "print(1 / 0)\n")
    try folder.write("shop.log", "")
    let path = try folder.write("homeostasis.yaml", Self.configuration)
    try Files.makeFolder("\(folder.path)/plugins")
    let made = try TemporaryFolder()
    let library = try CompiledPlugin.c(
      "\(Built.root)/Tests/Fixtures/Generations/counting_analyzer.c", into: made,
      flags: ["-DCRASH_ON=\"ZeroDivisionError\""])
    try Files.replace("\(folder.path)/plugins/counting.so", with: Files.read(library), mode: 0o755)

    let host = try RunningHost(configuration: path, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    try folder.write("shop.log", Self.trace + "INFO it goes on\n")
    #expect(try host.ending().signal == 6)

    let next = try RunningHost(configuration: path, environment: Built.environment)
    let told = try next.line { $0.contains("the last host died of signal 6") }
    #expect(told.contains("org.example.counting (analyze)"))
    // The incident is taken up again; now the plugin ends a process of its own only, until that is too often.
    _ = try next.line { $0.contains("crashed") || $0.contains("in quarantine") }
    #expect(try next.stop().code == 0)

    let third = try RunningHost(configuration: path, environment: Built.environment)
    _ = try third.line { $0.contains(#""kind":"ready""#) }
    #expect(try third.stop().code == 0)
    #expect(!third.said.contains { $0.contains("the last host died") })
  }
}
