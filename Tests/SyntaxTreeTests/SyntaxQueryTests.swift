import Healing
import SyntaxTree
import Testing

@Suite struct SyntaxQueryTests {
  private let source = "total = price['net'] + price['tax']\nname = person['name']\nprice = price\n"

  private func texts(_ query: String, _ capture: String, lines: Range<Int>? = nil) throws -> [String] {
    let grammar = try pythonGrammar()
    let tree = try SyntaxTree(Array(source.utf8), grammar: grammar)
    return try SyntaxQuery(query, grammar: grammar).matches(in: tree.root, touching: lines)
      .compactMap { $0[capture]?.text }
  }

  @Test func predicatesChoose() throws {
    let subscripts = "(subscript value: (identifier) @map subscript: (string) @key) @node"
    #expect(try texts(subscripts, "key") == ["'net'", "'tax'", "'name'"])
    #expect(try texts("(\(subscripts) (#eq? @map \"price\"))", "key") == ["'net'", "'tax'"])
    #expect(try texts("(\(subscripts) (#not-eq? @map \"price\"))", "key") == ["'name'"])
    #expect(try texts("(\(subscripts) (#match? @key \"^'n\"))", "key") == ["'net'", "'name'"])
    #expect(try texts("(\(subscripts) (#not-match? @key \"^'n\"))", "key") == ["'tax'"])
    #expect(try texts("(\(subscripts) (#any-of? @key \"'tax'\" \"'name'\"))", "key") == ["'tax'", "'name'"])
    let same = "((assignment left: (_) @left right: (_) @right) (#eq? @left @right))"
    #expect(try texts(same, "left") == ["price"])
  }

  @Test func aRangeLimitsTheMatches() throws {
    #expect(try texts("(subscript) @node", "node", lines: 36..<50) == ["person['name']"])
  }

  @Test(arguments: [
    ("(subscript", "syntax error"), ("(no_such_node)", "no such node"), ("(call wrong: (_))", "no such field"),
    ("((call) (#is? @a \"b\"))", "none of"), ("((call) @a (#is? @a \"b\"))", "unknown predicate #is?"),
    ("((call) @a (#match? @a \"(\"))", "parenthesis"),
  ])
  func aWrongQuerySaysWhatIsWrong(query: String, reason: String) throws {
    let grammar = try pythonGrammar()
    do {
      _ = try SyntaxQuery(query, grammar: grammar)
      Issue.record("\(query) was taken")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }

  @Test func aWrongGrammarSaysWhatIsWrong() throws {
    #expect(throws: SyntaxFailure.symbol(path: grammarLibrary(), symbol: "tree_sitter_nothing")) {
      _ = try Grammar(GrammarPlace(library: grammarLibrary(), symbol: "tree_sitter_nothing"))
    }
    do {
      _ = try Grammar(GrammarPlace(library: "/nowhere.so", symbol: "x"))
      Issue.record("a missing library was loaded")
    } catch {
      #expect("\(error)".contains("/nowhere.so"))
    }
  }
}
