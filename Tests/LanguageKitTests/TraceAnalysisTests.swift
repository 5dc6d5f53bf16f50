import Healing
import LanguageKit
import Testing

@Suite struct TraceAnalysisTests {
  private static let files = [
    "shop/cart.py":
      "def price(prices, item):\n    return prices[item]\n\n\ndef total(prices, items):\n    return sum(price(prices, i) for i in items)\n",
    "test_cart.py": "from shop.cart import total\n\n\ndef test_total():\n    assert total({}, ['tea']) == 0\n",
  ]

  private func analyze(_ trace: String, attributes: JSONValue? = nil, test: [String] = []) throws -> Diagnosis {
    try analyze([trace], attributes: attributes, test: test)
  }

  /// - Parameter traces: oldest first.
  private func analyze(_ traces: [String], attributes: JSONValue? = nil, test: [String] = []) throws -> Diagnosis {
    let folder = try Folder(Self.files)
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let tools = try LanguageTools("python", from: shelf)
    let project = Project(files: folder, pack: tools.pack, grammar: tools.grammar)
    let service = ServiceDescription(name: "shop", language: "python", root: folder.root, test: test)
    let events = traces.enumerated().map { number, trace in
      var event = Event(
        id: "e\(number + 1)", at: Timestamp(nanoseconds: Int64(number + 1)), service: "shop", source: "log",
        signal: .error, severity: .error, message: "failed")
      event.trace = trace
      event.attributes = attributes
      return event
    }
    let found = try TraceAnalysis(project, grammars: tools.traces, service: service).diagnosis(of: events)
    return tools.rules.explained(found) ?? found
  }

  private func trace(_ line: String = "return prices[item]", end: String = "KeyError: 'tea'\n") -> String {
    """
    Traceback (most recent call last):
      File "/build/test_cart.py", line 5, in test_total
        assert total({}, ['tea']) == 0
      File "/usr/lib/python3.11/site-packages/x/runner.py", line 9, in run
        work()
      File "/build/shop/cart.py", line 2, in price
        \(line)
               ~~~~~~^^^^^^
    \(end)
    """
  }

  @Test func framesOfTheProjectAreThePlaces() throws {
    let found = try analyze(trace())
    #expect(found.locations.map(\.file) == ["shop/cart.py"])
    #expect(found.locations.first?.line == 2)
    #expect(found.category == "missing-key" && found.rule == "missing-key")
    #expect(found.cause == "A mapping is asked for the key 'tea' that it does not have (shop/cart.py:2)")
    #expect(found.evidence.first?.text == "shop/cart.py:2: return prices[item]")
    #expect(found.reproduction == nil)
  }

  @Test func aRunnersSummaryIsNoPartOfTheMessage() throws {
    let found = try analyze(trace(end: "KeyError: 'tea'\n\n----------------------------\nRan 1 test in 0.001s\n"))
    #expect(found.exceptions.first?.message == "'tea'")
  }

  @Test func anotherSourceLineIsStale() throws {
    let found = try analyze(trace("return prices.pop(item)"))
    #expect(found.category == "stale-source" && found.confidence == 1 && found.locations.isEmpty)
    #expect(found.evidence.map(\.text).contains("the trace shows shop/cart.py:2: return prices.pop(item)"))
  }

  @Test func theTraceOfAGenerationThatWasTakenBackIsPassedOver() throws {
    let takenBack = trace("return prices.pop(item)", end: "KeyError: 'milk'\n")
    let found = try analyze([trace(end: "KeyError: 'salt'\n"), trace(), takenBack, takenBack])
    #expect(found.category == "missing-key" && found.exceptions.first?.message == "'tea'")
    #expect(found.evidence.first?.record == "e2")
    #expect(try analyze([takenBack, takenBack]).category == "stale-source")
  }

  @Test func aFailedTestNamesTheFunctionsThatItCalls() throws {
    let found = try analyze(
      """
      Traceback (most recent call last):
        File "/build/test_cart.py", line 5, in test_total
          assert total({}, ['tea']) == 0
      AssertionError: 1 != 0

      """)
    #expect(found.locations.map(\.symbol) == ["total", "price"])
    #expect(found.locations.map(\.line) == [5, 1])
    #expect(found.locations.map(\.endLine) == [6, 2])
    #expect(found.locations[0].score > found.locations[1].score)
  }

  @Test func aTraceFromElsewhereIsNoneOfItsBusiness() throws {
    do {
      _ = try analyze(
        "Traceback (most recent call last):\n  File \"/opt/other.py\", line 2, in f\n    g()\nKeyError: 1\n")
      Issue.record("a diagnosis was made")
    } catch let failure as StageFailure {
      #expect(failure.kind == .unsupported && failure.code == "trace.none")
    }
  }

  @Test func theReproductionIsTheRequestElseTheTests() throws {
    let request: JSONValue = ["method": "GET", "target": "/cart?item=tea", "headers": [["Host", "x"]]]
    let both = try analyze(
      trace(), attributes: ["failing_request": request, "failing_tests": ["test_cart.test_total"]])
    #expect(both.reproduction?.kind == .request)
    #expect(both.reproduction?.request?.target == "/cart?item=tea")
    let tests = try analyze(trace(), attributes: ["failing_tests": ["test_cart.test_total"]])
    #expect(tests.reproduction == Reproduction(kind: .test, tests: ["test_cart.test_total"], exception: "KeyError"))
    let all = try analyze(trace(), test: ["python3", "-m", "pytest"])
    #expect(all.reproduction == Reproduction(kind: .test, exception: "KeyError"))
  }
}
