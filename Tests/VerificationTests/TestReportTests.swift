import Healing
import Testing

@testable import LanguageKit

@Suite struct TestReportTests {
  static let tests = [
    "shop.py": "def price(items):\n    return sum(i['price'] for i in items)\n",
    "tests/__init__.py": "",
    "tests/test_shop.py": """
    import unittest
    import shop

    class PriceTest(unittest.TestCase):
        def test_sum(self):
            self.assertEqual(shop.price([{'price': 2}]), 2)

        def test_missing(self):
            "A line about the test."
            self.assertEqual(shop.price([{}]), 0)

        def test_wrong(self):
            for i in range(2):
                with self.subTest(i=i):
                    self.assertEqual(shop.price([]), 1)

        @unittest.skip("not now")
        def test_later(self):
            pass

    """,
  ]

  @Test(arguments: [
    ["python3", "-m", "unittest"], ["python3", "-m", "unittest", "-v"], ["sh", "-c", "python3 -m unittest -q"],
  ])
  func readsUnittest(_ command: [String]) throws {
    let sample = try SampleService(Self.tests, test: command)
    let report = try sample.runTests().report
    #expect(report.complete && report.exit == 1)
    #expect(
      report.failed.map(\.test).sorted() == [
        "tests.test_shop.PriceTest.test_missing", "tests.test_shop.PriceTest.test_wrong",
      ])
    #expect(report.count == 4 && report.skippedCount == 1 && report.passedCount == 1, "\(report)")
    let missing = report.failure(of: "tests/test_shop.py::PriceTest::test_missing")
    #expect(missing?.message.hasPrefix("Traceback (most recent call last):") == true, "\(missing?.message ?? "")")
    #expect(missing?.message.hasSuffix("KeyError: 'price'") == true, "\(missing?.message ?? "")")
    if command.last == "-v" {
      #expect(report.passed == ["tests.test_shop.PriceTest.test_sum"])
    }
  }

  @Test(.enabled(if: SampleService.hasPytest)) func readsPytestThroughAnyWrapper() throws {
    let sample = try SampleService(Self.tests, test: ["sh", "-c", "cd tests/.. && exec python3 -m pytest -q"])
    let run = try sample.runTests()
    let report = run.report
    #expect(report.complete && report.exit == 1 && report.knowsNames, "\(run)")
    #expect(
      report.failed.map(\.test).sorted() == [
        "tests/test_shop.py::PriceTest::test_missing", "tests/test_shop.py::PriceTest::test_wrong",
      ])
    #expect(report.passed.contains("tests/test_shop.py::PriceTest::test_sum"))
    #expect(report.skipped == ["tests/test_shop.py::PriceTest::test_later"])
    #expect(report.failure(of: "tests.test_shop.PriceTest.test_missing")?.message.contains("KeyError: 'price'") == true)
  }

  @Test(.enabled(if: SampleService.hasPytest)) func aModuleThatCannotBeLoadedIsAFailure() throws {
    let sample = try SampleService(["test_x.py": "import nothing_there\n"], test: ["pytest", "-q"])
    let report = try sample.runTests().report
    #expect(report.failed.count == 1 && report.failed[0].message.contains("nothing_there"), "\(report)")
  }

  @Test func onlyTheExitStatusOfAnyOtherCommand() throws {
    let sample = try SampleService(["check.sh": "exit 3\n"], test: ["sh", "check.sh"])
    let report = try sample.runTests().report
    #expect(!report.complete && report.exit == 3 && report.failed.map(\.test) == [TestReport.command])
    let green = try SampleService(["check.sh": ":\n"], test: ["sh", "check.sh"])
    #expect(try green.runTests().report.isGreen)
  }

  @Test func readsWhatIsThereOfABrokenReport() {
    let whole = """
      <?xml version="1.0" encoding="utf-8"?><!-- by hand --><testsuites><testsuite name="s" tests="3">
      <testcase classname="a.B" name="one &lt;1&gt; &#65;&#x42; &unknown;" time="0.1"/>
      <testcase classname="a.B" name="two"><failure message="m" type="E"><![CDATA[line <1>
      line 2]]></failure><system-out>noise</system-out></testcase>
      <testcase name="three"><skipped/></testcase>
      <testcase classname="a.B" name="four"><error message="E: x"></error></testcase>
      <testcase classname="a.B" name="one &lt;1&gt; &#65;&#x42; &unknown;"><error message="late"/></testcase>
      </testsuite></testsuites>
      """
    let report = TestReport(junit: whole)
    #expect(report?.complete == true)
    #expect(report?.passed == [])
    #expect(report?.failed.map(\.test) == ["a.B.one <1> AB &unknown;", "a.B.two", "a.B.four"])
    #expect(report?.failed.map(\.message) == ["late", "line <1>\nline 2", "E: x"])
    #expect(report?.skipped == ["three"])
    let half = TestReport(junit: String(whole.prefix(400)))
    #expect(half?.complete == false && half?.passed.count == 1, "\(String(describing: half))")
  }

  @Test(arguments: [
    "", "no xml", "<html></html>", "<!DOCTYPE x [<!ENTITY a \"b\">]><testsuite/>", "<testsuite", "<a b=<testsuite>",
    String(repeating: "<a>", count: 500), "</testsuite>", "\u{0}\u{1}<>",
  ]) func whatIsNoReportGivesNone(_ text: String) {
    #expect(TestReport(junit: text) == nil)
  }

  @Test func everyPrefixOfAReportIsRead() {
    let text =
      "<testsuite><testcase name='a'><failure message='x'>&lt;y</failure></testcase><testcase name='b'/></testsuite>"
    for count in stride(from: 0, to: text.utf8.count, by: 3) {
      let report = TestReport(junit: String(decoding: text.utf8.prefix(count), as: UTF8.self))
      #expect(report?.complete != true)
    }
    #expect(TestReport(junit: text)?.complete == true)
  }

  @Test func namesAreTheSameInEveryForm() {
    #expect(TestName("tests/test_a.py::T::test_x") == TestName("tests.test_a.T.test_x"))
    #expect(TestName("test_a.py::test_x[1.5-a/b]") == TestName("test_a.test_x[1.5-a/b]"))
    #expect(TestName("tests/test_a.py::T::test_x") != TestName("tests/test_b.py::T::test_x"))
    #expect(TestName("a.test_x[1]") != TestName("a.test_x[2]"))
  }

  @Test func namesTestsOnTheCommandsThatAreKnown() throws {
    let rules = try TestRules(SampleService.runDocument())
    let tests = ["t/test_a.py::test_x"]
    func selected(_ command: String...) -> [String]? { rules.select(tests, in: command) }
    #expect(selected("pytest", "-q") == ["pytest", "-q"] + tests)
    #expect(selected("python3", "-m", "pytest", "-q", "tests/") == ["python3", "-m", "pytest", "-q"] + tests)
    #expect(
      selected("sh", "-c", "python3.11 -m pytest -x --tb=short") == ["python3.11", "-m", "pytest", "-x", "--tb=short"]
        + tests)
    #expect(selected("python3", "-m", "unittest", "-v") == ["python3", "-m", "unittest", "-v"] + tests)
    #expect(selected("env/bin/pytest") == ["env/bin/pytest"] + tests)
    for other in [
      "make test", "cd x && pytest", "pytest -k 'a b'", "python3 -m unittest discover -s tests", "python3 test.py",
      "pytest | tee log",
    ] {
      #expect(selected("sh", "-c", other) == nil, "\(other)")
    }
    #expect(rules.select([TestReport.command], in: ["pytest"]) == nil)
  }

  @Test func aWrongRunFileNamesItsMistake() {
    let wrong: [JSONValue] = [
      ["tests": ["reports": [["format": "tap"]]]], ["tests": ["reports": [["format": "junit"]]]],
      ["tests": ["speed": 1]],
      ["tests": ["select": [["command": "("]]]],
    ]
    for document in wrong {
      let failure = #expect(throws: StageFailure.self) { try TestRules(document) }
      #expect(
        failure?.place == "run.yaml" && failure?.message.contains("tests") == true, "\(String(describing: failure))")
    }
  }
}
