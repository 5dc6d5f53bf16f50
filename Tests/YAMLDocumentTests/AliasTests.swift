import Healing
import Testing
import YAMLDocument

@Suite("Anchors and aliases")
struct AliasTests {
  @Test("an alias stands for the value and keeps the place where that was written")
  func alias() throws {
    let root = try YAMLDocument("first: &paths [a, b]\nsecond: *paths\n", file: "alias.yaml").checked()
    #expect(root["second"]?.json == ["a", "b"])
    #expect(root["second"]?.mark == root["first"]?.mark)
    #expect(root["first"]?.anchor == "paths")
  }

  @Test("an anchor given again stands for the newer value")
  func again() throws {
    let root = try YAMLDocument("- &a 1\n- *a\n- &a 2\n- *a\n", file: "alias.yaml").checked()
    #expect(root.json == [1, 1, 2, 2])
  }

  @Test("a value that holds itself is refused")
  func cycle() {
    #expect(failure(of: "a: &a\n  b: [*a]\n")?.mark == YAMLMark(line: 2, column: 7))
    #expect(failure(of: "a: &a\n  b: [*a]\n")?.message.contains("cannot hold itself") == true)
  }

  @Test("an alias without an anchor says which anchor is missing")
  func missing() {
    #expect(failure(of: "a: *nowhere")?.description.hasPrefix("x.yaml:1:4: *nowhere has no anchor") == true)
  }

  @Test("a text of a few lines that stands for billions of values is refused before they exist")
  func laughs() {
    var text = "l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n"
    for level in 1...12 {
      let alias = "*l\(level - 1)"
      text += "l\(level): &l\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]\n"
    }
    let clock = ContinuousClock()
    var error: YAMLError?
    let time = clock.measure { error = failure(of: text) }
    #expect(error?.message.contains("100000 values") == true)
    #expect(error?.mark?.line == 5)
    #expect(time < .seconds(2))
  }

  @Test("depth is counted through aliases")
  func depth() {
    var text = "a0: &a0 [x]\n"
    for level in 1...20 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(failure(of: text) == nil)
    let limits = YAMLLimits(bytes: 4096, depth: 10, nodes: 1000)
    #expect(failure(of: text, limits: limits)?.message == "nested deeper than 10 levels")
    #expect(failure(of: text, limits: limits)?.mark?.line == 9)
  }
}
