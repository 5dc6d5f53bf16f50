import SystemCalls
import TestSupport
import Testing

/// Who hears a host's first word may interrupt it at once.
@Suite(.serialized) struct InterruptTests {
  @Test func anInterruptAtTheFirstWordEndsTheHost() throws {
    let folder = try TemporaryFolder()
    try folder.write("service/shop.py", "print(1)\n")
    try folder.write("shop.log", "")
    let path = try folder.write(
      "homeostasis.yaml",
      """
      version: 1
      mode: propose
      services:
        shop: {language: python, source: ./service, logs: [shop.log], test: [python3, -m, unittest]}
      pipelines:
        web: {services: [shop], monitors: [log], analyzers: [trace], patchers: [template], testers: [suite]}

      """)
    // Beside processes that keep the processors busy: whatever is not awaited comes late.
    let busy = try (0..<2).map { _ in
      var request = SpawnRequest("/bin/sh", ["-c", "while :; do :; done"], environment: [:])
      request.deathSignal = 9
      return try request.spawn()
    }
    defer {
      for child in busy {
        child.signal(9)
        #expect(throws: Never.self) { try child.wait() }
      }
    }
    for _ in 0..<Soak.count("hosts interrupted at their first word", usual: 2, full: 100) {
      let host = try RunningHost(configuration: path, environment: Built.environment)
      _ = try host.line { $0.contains(#""kind":"ready""#) }
      #expect(try host.stop().code == 0)
    }
  }
}
