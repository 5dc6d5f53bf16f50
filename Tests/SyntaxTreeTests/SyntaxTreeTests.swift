import Healing
import SyntaxTree
import Testing

@Suite struct SyntaxTreeTests {
  private func parse(_ text: String) throws -> SyntaxTree {
    try SyntaxTree(Array(text.utf8), grammar: pythonGrammar())
  }

  @Test func nodesHaveKindsFieldsAndPlaces() throws {
    let tree = try parse("def f(x):\n    return x.name\n")
    let function = try #require(tree.root.namedChildren.first)
    #expect(function.kind == "function_definition")
    #expect(function.child(field: "name")?.text == "f")
    let attribute = tree.node(spanning: 21..<27)
    #expect(attribute.kind == "attribute")
    #expect(attribute.start == SourcePoint(row: 1, column: 11))
    #expect(attribute.lines == 2...2)
    #expect(attribute.child(field: "attribute")?.field == "attribute")
    #expect(attribute.ancestors.map(\.kind) == ["return_statement", "block", "function_definition", "module"])
    #expect(!tree.hasError)
  }

  @Test func nodesKeepTheirTreeAlive() throws {
    func innermost() throws -> SyntaxNode { try parse("a = [1, 2]\n").node(spanning: 5..<6) }
    #expect(try innermost().text == "1")
    #expect(try innermost().parent?.kind == "list")
  }

  @Test func bytesThatAreNoTextStay() throws {
    let source: [UInt8] = Array("name = '".utf8) + [0xE9] + Array("'\nlast = 1\n".utf8)
    let tree = try SyntaxTree(source, grammar: pythonGrammar())
    #expect(tree.source == source)
    #expect(tree.root.range.upperBound == source.count)
  }

  @Test func aBrokenSourceHasATree() throws {
    #expect(try parse("def f(:\n  return\n").hasError)
    #expect(try parse("").root.namedChildren.isEmpty)
  }

  @Test func aLongParseIsStopped() throws {
    let text = String(repeating: "x = (1 + [2, {3: f(4)}])\n", count: 40_000)
    #expect(throws: SyntaxFailure.timeout(.microseconds(500))) {
      _ = try SyntaxTree(Array(text.utf8), grammar: pythonGrammar(), limit: .microseconds(500))
    }
  }
}
