import Healing
import LanguagePacks
import Testing

@testable import LanguageKit

/// What the runners of the languages write, as their packs read it.
@Suite struct RunnerTextTests {
  private static let shelf = PackShelf(
    folders: ["/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Plugins/Languages"],
    grammars: nil)

  private func report(_ language: String, _ output: String, exit: Int) throws -> TestReport {
    let rules = try TestRules(Self.shelf.pack(language).document("run.yaml"))
    return rules.report(
      SandboxResult(reason: .exit, code: exit, output: output, errors: "", wallMs: 1, cpuMs: 1, files: [:]))
  }

  @Test func goTest() throws {
    let failed = try report(
      "go",
      """
      === RUN   TestFull
      --- PASS: TestFull (0.00s)
      === RUN   TestRest
      --- FAIL: TestRest (0.00s)
      panic: runtime error: slice bounds out of range [:4] with capacity 3 [recovered]
      \tpanic: runtime error: slice bounds out of range [:4] with capacity 3

      goroutine 19 [running]:
      shop.Page(...)
      \t/srv/pages.go:6
      FAIL\tshop\t0.021s
      FAIL

      """, exit: 1)
    #expect(failed.complete && failed.passed == ["TestFull"] && failed.failed.map(\.test) == ["TestRest"])
    #expect(failed.failed.first?.message.contains("/srv/pages.go:6") == true)
    let wrong = try report(
      "go",
      "=== RUN   TestA\n    a_test.go:15: got 30, want 27\n--- FAIL: TestA (0.00s)\nFAIL\nFAIL\tshop\t0.048s\nFAIL\n",
      exit: 1)
    #expect(wrong.failed.first?.message.contains("a_test.go:15: got 30, want 27") == true, "\(wrong)")
    let passed = try report(
      "go", "=== RUN   TestA\n--- PASS: TestA (0.00s)\n=== RUN   TestB\n--- SKIP: TestB (0.00s)\nok  \tshop\t0.004s\n",
      exit: 0)
    #expect(passed.isGreen && passed.complete && passed.count == 2 && passed.skipped == ["TestB"])
  }

  @Test func junitsOwnRunner() throws {
    let failed = try report(
      "java",
      """
      JUnit version 4.13.2
      .E.
      Time: 0.005
      There was 1 failure:
      1) none(com.acme.NamesTest)
      java.lang.NullPointerException: Cannot invoke "String.length()" because "name" is null
      \tat com.acme.Names.length(Names.java:5)

      FAILURES!!!
      Tests run: 2,  Failures: 1

      """, exit: 1)
    #expect(failed.complete && failed.count == 2 && failed.failed.map(\.test) == ["com.acme.NamesTest.none"])
    #expect(failed.failed.first?.message.hasSuffix("(Names.java:5)") == true)
    #expect(try report("java", "JUnit version 4.13.2\n..\nTime: 0.005\n\nOK (2 tests)\n\n", exit: 0).passedCount == 2)
  }

  @Test(arguments: [
    "[ERROR] none(com.acme.NamesTest)  Time elapsed: 0.002 s  <<< ERROR!",
    "[ERROR] com.acme.NamesTest.none -- Time elapsed: 0.002 s <<< ERROR!",
  ])
  func surefire(_ line: String) throws {
    let failed = try report(
      "java",
      """
      [INFO] Running com.acme.NamesTest
      [ERROR] Tests run: 2, Failures: 0, Errors: 1, Skipped: 0, Time elapsed: 0.05 s <<< FAILURE! - in com.acme.NamesTest
      \(line)
      java.lang.NullPointerException
      \tat com.acme.Names.length(Names.java:5)

      [INFO] Results:
      [ERROR] Tests run: 2, Failures: 0, Errors: 1, Skipped: 0

      """, exit: 1)
    #expect(failed.complete && failed.count == 2 && failed.failed.map(\.test) == ["com.acme.NamesTest.none"])
  }

  @Test func cargoTest() throws {
    let failed = try report(
      "rust",
      """
      running 2 tests
      test tests::a ... FAILED
      test tests::b ... ok

      failures:

      ---- tests::a stdout ----

      thread 'tests::a' (8608) panicked at src/lib.rs:4:19:
      index out of bounds: the len is 0 but the index is 0


      failures:
          tests::a

      test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.88s

      """, exit: 101)
    #expect(failed.complete && failed.count == 2 && failed.passed == ["tests::b"])
    #expect(failed.failed.map(\.test) == ["tests::a"])
    #expect(failed.failed.first?.message.contains("panicked at src/lib.rs:4:19") == true)
  }
}
