import Testing

@testable import SourceTree

@Suite struct UnifiedDiffTests {
  static let change = """
    --- a/app.py
    +++ b/app.py
    @@ -1,3 +1,3 @@
     a
    -b
    +B
     c

    """

  @Test func readsWhatGitWrites() throws {
    let diff = try UnifiedDiff(
      """
      diff --git a/app.py b/app.py
      index 83db48f..bf2f5a1 100644
      --- a/app.py\t2026-11-24
      +++ b/app.py\t2026-11-24
      @@ -1,3 +1,4 @@ def f():
       a
      -b
      +B
      +BB
       c
      @@ -10 +11 @@
      -z
      \\ No newline at end of file
      +z
      diff --git a/new.py b/new.py
      new file mode 100755
      index 0000000..bf2f5a1
      --- /dev/null
      +++ b/new.py
      @@ -0,0 +1 @@
      +#!
      diff --git a/old.py b/old.py
      deleted file mode 100644
      --- a/old.py
      +++ /dev/null
      @@ -1 +0,0 @@
      -gone

      """)
    #expect(diff.files.map(\.path.description) == ["app.py", "new.py", "old.py"])
    #expect(diff.files.map(\.kind) == [.change, .create, .delete])
    #expect(diff.files[0].hunks.count == 2)
    #expect(diff.files[0].hunks[1].old == [[0x7a]])
    #expect(diff.files[1].executable)
    #expect(diff.reversed.reversed == diff)
  }

  /// Each is one way to be wrong; the message names it.
  static let refused: [(diff: String, says: String)] = [
    ("", "no file in it"),
    ("hello\n", "neither a file's header"),
    (change.replacing("+++ b/app.py\n", with: ""), "`+++ b/PATH` is missing"),
    (change.replacing("a/app.py", with: "app.py"), "does not start with `a/`"),
    (change.replacing("b/app.py", with: "b/other.py"), "a rename"),
    (change.replacing("app.py", with: "../app.py"), "leaves the tree"),
    (change.replacing("app.py", with: "x/../app.py"), "leaves the tree"),
    (change.replacing("app.py", with: "/etc/passwd"), "absolute"),
    (change.replacing("app.py", with: ".git/hooks/pre-commit"), "no part of the source tree"),
    (change.replacing("app.py", with: "x/.GIT/config"), "no part of the source tree"),
    (change.replacing("app.py", with: ".homeostasis/state.db"), "no part of the source tree"),
    (change.replacing("app.py", with: ".env"), "no part of the source tree"),
    (change.replacing("app.py", with: "node_modules/a.js"), "installed dependencies"),
    (change.replacing("app.py", with: "a\u{1}b"), "control character"),
    (change.replacing("a/app.py", with: "\"a/app.py\""), "quoted"),
    (change.replacing("-1,3", with: "-1,4"), "ends before"),
    (change.replacing("-1,3", with: "-1,2"), "more lines than its header"),
    (change.replacing("+1,3", with: "+2,3"), "does not fit"),
    (change.replacing("@@ -1,3 +1,3 @@", with: "@@ -1,x +1,3 @@"), "not a hunk's header"),
    (change.replacing(" a\n", with: "a\n"), "starts with a blank"),
    (change + change, "comes twice"),
    (change + "@@ -2 +2 @@\n-b\n+B\n", "overlaps"),
    ("old mode 100644\nnew mode 100755\n" + change, "change of mode"),
    ("rename from a\n" + change, "rename"),
    ("GIT binary patch\n", "binary"),
    ("--- /dev/null\n+++ /dev/null\n@@ -1 +1 @@\n-a\n+b\n", "both sides"),
    ("--- /dev/null\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n", "new file with old lines"),
    ("--- a/x\n+++ /dev/null\n@@ -1 +1 @@\n-a\n+b\n", "deleted file with new lines"),
    ("--- a/x\n+++ b/x\n", "without a hunk"),
    ("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b", "no newline"),
    ("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n", "ends before"),
    ("--- a/x\n+++ b/x\n@@ -99999999999999999999 +1 @@\n-a\n+b\n", "not a hunk's header"),
  ]

  @Test(arguments: refused) func refusesWithItsReason(_ item: (diff: String, says: String)) throws {
    let failure = #expect(throws: TreeFailure.self) { try UnifiedDiff(item.diff) }
    #expect(failure?.message.contains(item.says) == true, "\(failure?.message ?? "none")")
  }

  @Test func everyPrefixIsADiffOrAnError() throws {
    for count in stride(from: 0, to: Self.change.utf8.count, by: 2) {
      let text = String(decoding: Self.change.utf8.prefix(count), as: UTF8.self)
      #expect(throws: TreeFailure.self, "the first \(count) bytes") { try UnifiedDiff(text) }
    }
  }
}
