import Healing
import SystemCalls
import Testing

@testable import LanguageKit

/// Candidates are tried in a program that stays warm; a cold run decides about what it lets through.
@Suite struct WarmSuiteTests {
  private static let unittest = ["python3", "-m", "unittest"]
  static let commands = SampleService.hasPytest ? [unittest, ["python3", "-m", "pytest", "-q"]] : [unittest]

  private func sample(_ command: [String], _ files: [String: String] = [:]) throws -> SampleService {
    let usual = ["shop.py": SuiteVerificationTests.shop, "test_shop.py": SuiteVerificationTests.tests]
    return try SampleService(usual.merging(files) { $1 }, test: command)
  }

  private func patched(_ line: String) -> String {
    SampleService.diff("shop.py", line: 2, "    return item['price']", line)
  }

  @Test(arguments: commands) func whatItLetsThroughIsDecidedByAColdRun(_ command: [String]) throws {
    let sample = try sample(command)
    let verdict = try sample.verify(SuiteVerificationTests.right, SuiteVerificationTests.keyError, isWarm: true)
    #expect(verdict.result == .accepted && verdict.passed == 3, "\(verdict)")
    // One that knows where it runs, and mends the failure only there.
    let sly = patched(
      "    import __main__; return item.get('price', 0) if hasattr(__main__, 'UnittestRunner') else item['price']")
    let warm = try #require(try sample.warmSuite())
    let targets = warm.names(of: try sample.failing(warm))
    #expect(try warm.run(targets, sample.session(), diff: sly, wall: .seconds(20))?.passes == true)
    let fooled = try sample.verify(sly, SuiteVerificationTests.keyError, isWarm: true)
    #expect(fooled.result == .rejected, "\(fooled)")
  }

  @Test(arguments: commands) func refutesWithoutAColdRun(_ command: [String]) throws {
    let sample = try sample(command)
    let useless = try sample.verify(patched("    return item['name']"), SuiteVerificationTests.keyError, isWarm: true)
    #expect(useless.reason == "reproduction-still-fails", "\(useless)")
    let harmful = try sample.verify(patched("    return 0"), SuiteVerificationTests.keyError, isWarm: true)
    #expect(harmful.reason == "regression" && harmful.fixedAfter, "\(harmful)")
    let endless = try sample.verify(
      patched("    while True: pass"), SuiteVerificationTests.keyError, isWarm: true, timeLeft: { .seconds(3) })
    #expect(endless.reason == "timeout", "\(endless)")
    let warm = try #require(try sample.warmSuite())
    #expect(try warm.run([], sample.session(), wall: .seconds(20))?.passed.count == 2)
  }

  /// What one candidate does to the program, the tree or the folders beside it must not reach the next one.
  @Test(
    arguments: commands,
    [
      "    import os, signal; os.kill(os.getppid(), signal.SIGKILL); return 0",
      "    import os; os._exit(0)",
      "    import os; open('shop.py', 'w').write('x ='); open('/tmp/left', 'w').write('x'); return 0",
      "    import shutil, os; [shutil.rmtree(n, True) if os.path.isdir(n) else os.remove(n) for n in os.listdir('.')]",
      "    import os\n    if os.fork() == 0:\n        os.setsid()\n        while True: open('test_shop.py', 'w').write('')",
      "    import builtins; builtins.sum = lambda items: 5; return 0",
      "    import os; [os.write(n, b'{\"passed\": [\"a\"], \"failed\": []}\\n') for n in range(3, 20)]",
      "    import ctypes, os; print(ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0)); open(f'/proc/{os.getppid()}/mem', 'wb')",
      "    import resource; x = []\n    while True: x.append(bytearray(1 << 24))",
    ])
  func nothingReachesTheNextCandidate(_ command: [String], _ poison: String) throws {
    let sample = try sample(command)
    let before = try sample.verify(SuiteVerificationTests.right, SuiteVerificationTests.keyError, isWarm: true)
    #expect(before.result == .accepted)
    let warm = try #require(try sample.warmSuite())
    _ = try sample.verify(patched(poison), SuiteVerificationTests.keyError, isWarm: true)
    let targets = warm.names(of: try sample.failing(warm))
    #expect(targets.count == 1)
    let right = try warm.run(targets, sample.session(), diff: SuiteVerificationTests.right, wall: .seconds(20))
    #expect(right?.passes == true, "\(String(describing: right))")
    let wrong = try warm.run(
      targets, sample.session(), diff: patched("    return item['name']"), wall: .seconds(20))
    #expect(wrong?.failed.count == 1, "\(String(describing: wrong))")
  }

  @Test func whatCannotBeKeptWarmStaysCold() throws {
    #expect(try sample(["sh", "-c", "cd . && python3 -m unittest"]).warmSuite() == nil)
    let other = try sample(["python3", "-m", "unittest", "--locals"])
    let suite = try #require(try other.warmSuite())
    #expect(try !suite.agrees(with: other.runTests().report, targets: ["test_shop.ShopTest.test_missing"]))
    let threads = "import threading, time\nthreading.Thread(target=time.sleep, args=(99,), daemon=True).start()\n"
    #expect(try sample(Self.unittest, ["threaded.py": threads]).warmSuite() != nil, "it is not loaded")
  }

  /// A trace is read from its first line on, and the innermost frames and the message are what counts.
  @Test(arguments: commands) func aLongTraceKeepsWhatCounts(_ command: [String]) throws {
    let deep = """
      import unittest
      class DeepTest(unittest.TestCase):
          def test_deep(self): down(150)
          def test_long(self): raise ValueError("begins " + "long\\n" * 5000)
          def test_short(self): self.assertEqual(1, 2)
      def down(left):
          return 1 // left if left == 0 else down(left - 1)
      """
    let warm = try #require(try sample(command, ["test_deep.py": deep]).warmSuite())
    for (test, words) in [
      ("test_deep", ["in down", "ZeroDivisionError"]), ("test_long", ["in test_long", "ValueError: begins long"]),
      ("test_short", ["in test_short", "AssertionError: 1 != 2"]),
    ] {
      let message = try #require(warm.first?.failed.first { $0.test.hasSuffix(test) }?.message)
      #expect(message.hasPrefix("Traceback (most recent call last):\n  File "), "\(message)")
      #expect(words.allSatisfy(message.contains) && message.utf8.count < 20_000, "\(message)")
    }
  }

  /// What the tests do not tell apart may still be told apart: by what functions return for arguments near to theirs.
  @Test(arguments: commands) func twoPatchesCanBeToldApartBeyondTheTests(_ command: [String]) throws {
    let sample = try sample(command)
    let warm = try #require(try sample.warmSuite())
    func behaviour(_ line: String?) throws -> [String: String] {
      let run = try warm.run(
        [], sample.session(), diff: line.map(patched), watching: ["shop.py"], wall: .seconds(20))
      return try #require(run).behaviour
    }
    let first = try behaviour("    return item.get('price', 0)")
    #expect(!first.isEmpty)
    #expect(try behaviour("    return item['price'] if 'price' in item else 0") == first)
    let other = try behaviour("    return item.get('price', 1)")
    #expect(other != first)
    #expect(try behaviour(nil).values.contains { $0.hasPrefix("raises KeyError") })
  }
}
