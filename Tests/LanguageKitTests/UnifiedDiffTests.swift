import LanguageKit
import Testing

@Suite struct UnifiedDiffTests {
  private func diff(_ before: String, _ after: String) -> String {
    UnifiedDiff.text([EditedFile(path: "shop/cart.py", before: Array(before.utf8), after: Array(after.utf8))])
  }

  @Test func aChangeIsShownWithItsSurroundings() {
    let lines = (1...9).map { "line \($0)\n" }
    let before = lines.joined()
    let after = before.replacing("line 5\n", with: "line five\nand a half\n")
    #expect(
      diff(before, after) == """
        --- a/shop/cart.py
        +++ b/shop/cart.py
        @@ -2,7 +2,8 @@
         line 2
         line 3
         line 4
        -line 5
        +line five
        +and a half
         line 6
         line 7
         line 8

        """)
    #expect(diff(before, before) == "")
  }

  @Test(arguments: [
    ("a\nb\nc\n", "a\nB\nc\n"), ("a\nb", "a\nb\n"), ("a\nb\n", "a\nb"), ("a\nb", "a\nc"),
    ("a\r\nb\r\n", "a\r\nx\r\nb\r\n"),
    ("", "a\n"), ("a\n", ""), ("a\n\n\nb\n", "a\n\nb\n"), ("é\n", "é\nü\n"),
    ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n"), ("x\n", "x\ry\n"),
  ])
  func whatIsWrittenAppliesExactly(before: String, after: String) throws {
    let parsed = try UnifiedDiff.parse(diff(before, after))
    #expect(try parsed.first?.applied(to: Array(before.utf8)) == Array(after.utf8))
  }

  @Test func filesComeAndGo() throws {
    let text = UnifiedDiff.text([
      EditedFile(path: "new.py", before: nil, after: Array("a = 1\n".utf8)),
      EditedFile(path: "old.py", before: Array("b = 1\n".utf8), after: nil),
    ])
    let parsed = try UnifiedDiff.parse(text)
    #expect(parsed.map(\.oldPath) == [nil, "old.py"])
    #expect(try parsed[0].applied(to: nil) == Array("a = 1\n".utf8))
    #expect(try parsed[1].applied(to: Array("b = 1\n".utf8)) == nil)
  }

  @Test func latin1StaysLatin1() throws {
    let before: [UInt8] = Array("# caf".utf8) + [0xE9] + Array("\nx = 1\n".utf8)
    let source = SourceText(before)
    let line = try #require(source.range(ofLine: 2))
    let after = try #require(source.applying([SourceEdit(line, with: "x = 2  # \u{E9}")]))
    #expect(after.bytes == Array("# caf".utf8) + [0xE9] + Array("\nx = 2  # ".utf8) + [0xE9, 0x0A])
    #expect(source.applying([SourceEdit(line, with: "x = '\u{20AC}'")]) == nil)
    let text = UnifiedDiff.text([EditedFile(path: "a.py", before: before, after: after.bytes)])
    #expect(try UnifiedDiff.parse(text).first?.applied(to: before) == after.bytes)
  }

  @Test func aDiffThatDoesNotFitIsRefused() throws {
    let parsed = try UnifiedDiff.parse(diff("a\nb\n", "a\nc\n"))
    #expect(throws: DiffFailure.doesNotApply(path: "shop/cart.py", line: 2)) {
      _ = try parsed[0].applied(to: Array("a\nB\n".utf8))
    }
    #expect(throws: DiffFailure.doesNotApply(path: "shop/cart.py", line: 1)) { _ = try parsed[0].applied(to: []) }
    #expect(throws: DiffFailure.doesNotApply(path: "shop/cart.py", line: 0)) { _ = try parsed[0].applied(to: nil) }
  }

  @Test(arguments: [
    "--- a/x\n", "@@ -1 +1 @@\n", "--- a/x\n+++ b/x\n@@ -1 +1\n", "--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n",
    "--- a/x\n+++ b/x\n@@ -1 +1 @@\n?a\n", "--- /dev/null\n+++ /dev/null\n",
    "--- a/x\n+++ b/x\n@@ -1,-2 +1 @@\n a\n", "--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n-b\n",
  ])
  func aBrokenDiffIsRefused(text: String) {
    #expect(throws: DiffFailure.self) { _ = try UnifiedDiff.parse(text) }
  }

  @Test func editsMustNotOverlap() {
    let source = SourceText(Array("abcdef".utf8))
    #expect(source.applying([SourceEdit(0..<3, with: ""), SourceEdit(2..<4, with: "")]) == nil)
    #expect(source.applying([SourceEdit(4..<9, with: "")]) == nil)
    #expect(
      source.applying([SourceEdit(3..<3, with: "1"), SourceEdit(3..<3, with: "2")])?.bytes == Array("abc12def".utf8))
  }
}
