import Digest
import Healing
import Sandbox
import SystemCalls
import Testing

@testable import LanguageKit

@Suite struct SuiteVerificationTests {
  static let shop = """
    def price(item):
        return item['price']


    def total(items):
        return sum(price(i) for i in items)

    """

  static let tests = """
    import unittest
    import shop


    class ShopTest(unittest.TestCase):
        def test_price(self):
            self.assertEqual(shop.price({'price': 2}), 2)

        def test_missing(self):
            self.assertEqual(shop.price({}), 0)

        def test_total(self):
            self.assertEqual(shop.total([{'price': 2}, {'price': 3}]), 5)

    """

  static let right = SampleService.diff(
    "shop.py", line: 2, "    return item['price']", "    return item.get('price', 0)")
  static let keyError = Reproduction(kind: .test, exception: "KeyError")

  private func sample(
    _ tests: String = Self.tests, test: [String] = ["python3", "-m", "unittest"]
  ) throws -> SampleService {
    try SampleService(["shop.py": Self.shop, "test_shop.py": tests], test: test)
  }

  @Test(arguments: [["python3", "-m", "unittest"], ["sh", "-c", "cd . && python3 -m unittest -v"]])
  func acceptsTheRightPatch(_ command: [String]) throws {
    let sample = try sample(test: command)
    let verdict = try sample.verify(Self.right, Self.keyError)
    #expect(verdict.result == .accepted && verdict.reason == "ok", "\(verdict)")
    #expect(verdict.reproducedBefore && verdict.fixedAfter)
    #expect(verdict.passed == 3 && verdict.failed == 0)
    #expect(verdict.patchHash == SHA256.hex(of: Self.right))
    // Suite and repetition without the patch; with it the tests apart and then the suite, or the suite alone.
    #expect(verdict.processes == (command[0] == "sh" ? 3 : 4))
    #expect(try Files.text("\(sample.root)/shop.py") == Self.shop, "the tree itself is untouched")

    let again = try sample.verify(Self.right, Self.keyError)
    #expect(again.result == .accepted && (again.processes ?? 9) <= 2, "the baseline is remembered")
  }

  @Test func acceptsWithTestsByName() throws {
    let named = Reproduction(kind: .test, tests: ["test_shop.ShopTest.test_missing"], exception: "KeyError")
    #expect(try sample().verify(Self.right, named).result == .accepted)
  }

  @Test(.enabled(if: SampleService.hasPytest)) func acceptsUnderPytest() throws {
    let sample = try sample(test: ["python3", "-m", "pytest", "-q"])
    let named = Reproduction(kind: .test, tests: ["test_shop.py::ShopTest::test_missing"], exception: "KeyError")
    let verdict = try sample.verify(Self.right, named)
    #expect(verdict.result == .accepted && verdict.passed == 3, "\(verdict)")
  }

  static let refused: [(name: String, diff: String, reason: String)] = [
    (
      "no effect", SampleService.diff("shop.py", line: 2, "    return item['price']", "    return (item['price'])"),
      "reproduction-still-fails"
    ),
    (
      "another error", SampleService.diff("shop.py", line: 2, "    return item['price']", "    return item.prices"),
      "reproduction-still-fails"
    ),
    ("breaks others", SampleService.diff("shop.py", line: 2, "    return item['price']", "    return 0"), "regression"),
    (
      "does not compile", SampleService.diff("shop.py", line: 2, "    return item['price']", "    return item["),
      "reproduction-still-fails"
    ),
    (
      "other lines", SampleService.diff("shop.py", line: 2, "    return item['cost']", "    return 0"), "does-not-apply"
    ),
    (
      "hangs",
      SampleService.diff(
        "shop.py", line: 2, "    return item['price']", "    while 'price' not in item: pass\n    return item['price']"),
      "timeout"
    ),
    ("leaves the tree", "--- /dev/null\n+++ b/../x.py\n@@ -0,0 +1 @@\n+x\n", "does-not-apply"),
    (
      "ends the process",
      SampleService.diff("shop.py", line: 2, "    return item['price']", "    import os; os._exit(0)"),
      "reproduction-still-fails"
    ),
    (
      "takes a test away",
      Self.right + SampleService.diff("test_shop.py", line: 12, "    def test_total(self):", "    def total(self):"),
      "regression"
    ),
  ]

  @Test(arguments: refused) func refuses(_ item: (name: String, diff: String, reason: String)) throws {
    let verdict = try sample().verify(item.diff, Self.keyError)
    #expect(verdict.result == .rejected && verdict.reason == item.reason, "\(item.name): \(verdict)")
    #expect(verdict.reproducedBefore)
  }

  @Test func otherFailuresMayGoOnAndAreNamed() throws {
    let tests = Self.tests + "    def test_other(self):\n        self.assertEqual(1, 2)\n"
    let verdict = try sample(tests).verify(Self.right, Self.keyError)
    #expect(verdict.result == .accepted, "\(verdict)")
    #expect(verdict.failures.map(\.test) == ["test_shop.ShopTest.test_other"])
    #expect(verdict.passed == 3 && verdict.failed == 1)
  }

  static let undecided: [(name: String, tests: String, reproduction: Reproduction?, reason: String)] = [
    ("nothing to reproduce", Self.tests, nil, "not-reproduced"),
    ("another exception", Self.tests, Reproduction(kind: .test, exception: "ZeroDivisionError"), "not-reproduced"),
    ("another test", Self.tests, Reproduction(kind: .test, tests: ["test_shop.ShopTest.test_price"]), "not-reproduced"),
    ("green", Self.tests.replacing("shop.price({}), 0", with: "1, 1"), Self.keyError, "tests-green"),
    ("no tests", "", Self.keyError, "baseline-broken"),
  ]

  @Test(arguments: undecided)
  func isInconclusive(_ item: (name: String, tests: String, reproduction: Reproduction?, reason: String)) throws {
    let verdict = try sample(item.tests).verify(Self.right, item.reproduction)
    #expect(verdict.result == .inconclusive && verdict.reason == item.reason, "\(item.name): \(verdict)")
    #expect(!verdict.reproducedBefore)
  }

  /// The whole suite has another sum of names on its command line than one test alone has: so this fails in the first
  /// run and passes in the second, each time.
  @Test func aFailureThatDoesNotComeAgainIsFlaky() throws {
    let tests =
      "import sys\n" + Self.tests.replacing("shop.price({})", with: "shop.price({'price': 0} if sys.argv[1:] else {})")
    let verdict = try sample(tests).verify(Self.right, Self.keyError)
    #expect(verdict.result == .inconclusive && verdict.reason == "flaky", "\(verdict)")
  }

  @Test func aCommandThatCannotBeginIsABrokenBaseline() throws {
    for command in [["no-such-runner"], ["sh", "-c", "exec ./absent"], ["sh", "-c", "kill -9 $$"]] {
      let verdict = try sample(test: command).verify(Self.right, Self.keyError)
      #expect(verdict.result == .inconclusive && verdict.reason == "baseline-broken", "\(command): \(verdict)")
    }
  }

  @Test func aTreeThatChangedIsStale() throws {
    let sample = try sample()
    let patch = Patch(
      id: "p", parent: "d", base: String(repeating: "0", count: 64), diff: Self.right, title: "", score: 1)
    var verification = SuiteVerification(
      sandbox: CallSandbox(sample.sessions), rules: sample.rules, service: sample.service, cache: sample.cache)
    let diagnosis = Diagnosis(parent: "i", cause: "", category: "", confidence: 1, reproduction: Self.keyError)
    #expect(try verification.verify(patch, diagnosis).reason == "stale-source")
  }

  @Test func timeThatIsUpIsAFailureAndNoVerdict() throws {
    let sample = try sample()
    let failure = #expect(throws: StageFailure.self) {
      try sample.verify(Self.right, Self.keyError, timeLeft: { .zero })
    }
    #expect(failure?.kind == .timeout)
  }

  @Test func aCommandReproduces() throws {
    let sample = try sample(Self.tests.replacing("shop.price({}), 0", with: "1, 1"))
    let reproduction = Reproduction(
      kind: .command, command: "python3 -c 'import shop; shop.total([{}])'", exception: "KeyError")
    let verdict = try sample.verify(Self.right, reproduction)
    #expect(verdict.result == .accepted && verdict.passed == 3, "\(verdict)")
    let other = Reproduction(kind: .command, command: "python3 -c 1/0", exception: "KeyError")
    #expect(try sample.verify(Self.right, other).reason == "not-reproduced")
    let useless = try sample.verify(Self.refused[0].diff, reproduction)
    #expect(useless.reason == "reproduction-still-fails")
  }

  static let server = """
    import os, socket, sys, traceback
    from http.server import BaseHTTPRequestHandler, HTTPServer
    import shop

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            try:
                text = "ok" if self.path == "/healthz" else str(shop.price({"name": self.path}))
                status = 200
            except Exception:
                traceback.print_exc()
                text, status = "broken", 500
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *arguments):
            pass

    if __name__ == "__main__":
        server = HTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
        server.socket = socket.socket(fileno=3)
        server.serve_forever()

    """

  @Test func aRequestReproduces() throws {
    let green = Self.tests.replacing("shop.price({}), 0", with: "1, 1")
    let sample = try SampleService(
      ["shop.py": Self.shop, "server.py": Self.server, "test_shop.py": green], test: ["python3", "-m", "unittest"],
      run: ["python3", "server.py"], health: "/healthz")
    let request = FailingRequest(method: "GET", target: "/items/7")
    let reproduction = Reproduction(kind: .request, request: request, exception: "KeyError")
    let verdict = try sample.verify(Self.right, reproduction)
    #expect(verdict.result == .accepted && verdict.passed == 3 && verdict.processes == 5, "\(verdict)")
    print("request: \(verdict.durationNs / 1_000_000) ms with the baseline")
    let second = try sample.verify(Self.right, reproduction)
    print("request: \(second.durationNs / 1_000_000) ms with the baseline known")
    #expect(second.processes == 2)
    #expect(try sample.verify(Self.refused[0].diff, reproduction).reason == "reproduction-still-fails")
    #expect(try sample.verify(Self.refused[2].diff, reproduction).reason == "regression")
    let broken = SampleService.diff("server.py", line: 3, "import shop", "import shoop")
    #expect(try sample.verify(broken, reproduction).reason == "does-not-build")
    let fine = Reproduction(kind: .request, request: FailingRequest(method: "GET", target: "/healthz"))
    #expect(try sample.verify(Self.right, fine).reason == "not-reproduced")
  }
}
