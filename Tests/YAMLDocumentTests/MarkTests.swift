import Testing
import YAMLDocument

@Suite("Every value and key remembers its place")
struct MarkTests {
  static let text = """
    # A comment first.
    services:
      shop:
        run: [python3, -m, "shöp"]
        listen: 127.0.0.1:8080
      café: {language: python, source: ./café}
    list:
      - one
      - use: two
        with: {a: 1}
    """

  @Test(
    "marks count from one, in code points",
    arguments: [
      (["services"], 2, 1, 3, 3),
      (["services", "shop", "run"], 4, 5, 4, 10),
      (["services", "shop", "listen"], 5, 5, 5, 13),
      (["services", "café", "source"], 6, 28, 6, 36),
      (["list", "1", "with", "a"], 10, 12, 10, 15),
    ])
  func marks(path: [String], keyLine: Int, keyColumn: Int, line: Int, column: Int) throws {
    let root = try YAMLDocument(Self.text, file: "marks.yaml").checked()
    let found = root.find(path)
    #expect(found.isWhole)
    #expect(found.keyMark == YAMLMark(line: keyLine, column: keyColumn))
    #expect(found.node.mark == YAMLMark(line: line, column: column))
  }

  @Test("items are reached by their index")
  func items() throws {
    let root = try YAMLDocument(Self.text, file: "marks.yaml").checked()
    #expect(root.node(at: ["services", "shop", "run", "2"])?.text == "shöp")
    #expect(root.node(at: ["services", "shop", "run", "2"])?.mark == YAMLMark(line: 4, column: 24))
    #expect(root.node(at: ["list", "0"])?.text == "one")
    #expect(root.node(at: []) == root)
  }

  @Test("a path that ends early gives the nearest ancestor", arguments: ["3", "-1", "x", "99999999999999999999"])
  func nearest(step: String) throws {
    let root = try YAMLDocument(Self.text, file: "marks.yaml").checked()
    let found = root.find(["list", step, "deeper"])
    #expect(!found.isWhole)
    #expect(found.keyMark == YAMLMark(line: 7, column: 1))
    #expect(root.node(at: ["list", step]) == nil)
    #expect(root.node(at: ["services", "shop", "listen", step]) == nil)
  }

  @Test("the order of keys is the order of the text")
  func order() throws {
    let root = try YAMLDocument("z: 1\na: 2\nm: 3\n", file: "order.yaml").checked()
    #expect(root.entries?.map(\.key) == ["z", "a", "m"])
  }
}
