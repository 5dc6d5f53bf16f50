import Healing
import SyntaxTree
import Testing

@testable import LanguageKit

@Suite struct ProjectTests {
  private static let source = """
    import os
    from collections import Counter as Count

    LIMIT = 3


    class Cart:
        kind = "small"

        def __init__(self, owner, items=None):
            self.owner = owner

        def total(self, rate: float):
            amount = 0
            for price, (count, note) in self.prices():
                amount += price * count
            later = amount
            return later.real


    def read(text):
        fields = text.split(",")
        size = len(fields)
        return fields if size else []

    """

  private func inFile<R>(_ body: (ProjectFile, LanguagePack) throws -> R) throws -> R {
    let library = try python.get()
    let folder = try Folder(["a.py": Self.source])
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let project = Project(files: folder, pack: library.pack, grammar: library.grammar)
    return try body(try #require(project.file("a.py")), library.pack)
  }

  private func node(_ text: String, in file: ProjectFile) throws -> SyntaxNode {
    try #require(file.tree.root.descendants.filter { $0.text == text }.last)
  }

  @Test func namesAreSeenFromTheInsideOut() throws {
    try inFile { file, pack in
      let names = Names(file, pack)
      let visible = names.visible(at: try node("price * count", in: file))
      #expect(Array(visible.prefix(6)) == ["self", "rate", "amount", "price", "count", "note"])
      #expect(visible.last == "later")
      #expect(visible.contains("Count") && visible.contains("os") && visible.contains("LIMIT"))
      #expect(!visible.contains("kind") && !visible.contains("fields") && !visible.contains("Counter"))
      #expect(names.knows("len", at: file.tree.root))
    }
  }

  @Test func usesAndFormsTellTypes() throws {
    try inFile { file, pack in
      let types = Types(file, pack)
      let split = try node("text.split(\",\")", in: file)
      let (rate, size) = (try node("rate", in: file), try node("size", in: file))
      let text = try node("text", in: file)
      #expect(types.own(split).keys.sorted() == ["list"])
      #expect(types.own(rate)["float"] == 1)
      #expect(types.own(size).keys.sorted() == ["int"])
      #expect(types.used(text)["str"] != nil)
      #expect(Set(types.annotated("Optional[str]")) == ["none", "str"])
      #expect(types.annotated("List[str]") == ["list"])
    }
  }

  @Test(arguments: [
    ("balanse", "balance", true), ("first", "frist", true), ("userName", "user_name", true),
    ("total", "total_price", true),
    ("a", "b", false), ("items", "owner", false), ("count", "count", false),
  ])
  func nearNamesAreFound(left: String, right: String, near: Bool) {
    #expect((Nearness.between(left, right) >= 0.5) == near)
  }

  @Test func aTestSaysWhatItExpects() throws {
    let library = try python.get()
    let folder = try Folder([
      "a.py": "def f(x):\n    \"\"\"`idle` without work.\"\"\"\n    return x\n",
      "test_a.py":
        "import a, pytest\ndef test_one():\n    assert a.f(0) == 5\n    assert a.f(1) == 'idle'\n    assert a.f(2) == [3, None]\n    assert a.f(3) == 'x?y'\n    with pytest.raises(ValueError):\n        a.f(4)\n",
    ])
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let project = Project(files: folder, pack: library.pack, grammar: library.grammar)
    let file = try #require(project.file("a.py"))
    func expected(_ line: Int) -> Expectations {
      Expectations(
        diagnosis("KeyError", "1", at: "a.py", 3, tests: [StackFrame(file: "test_a.py", line: line, project: true)]),
        project)
    }
    #expect(expected(4).values.first == "'idle'")
    #expect(expected(4).plausible(in: file, library.pack).map(\.text) == ["'idle'", "None"])
    #expect(expected(4).exceptions == [])
    #expect(expected(8).exceptions == ["ValueError"])
  }
}
