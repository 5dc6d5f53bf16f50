import Healing
import Testing

@testable import Learning

@Suite struct TriedPatchTests {
  private let diff = """
    --- a/shop/cart.py
    +++ b/shop/cart.py
    @@ -10,3 +10,3 @@ def total(cart):
         prices = load()
    -    return prices[item]
    +    return prices.get(item, 0)
    """

  private func patch(_ diff: String?, base: String = "tree", files: [FileChange]) -> Patch {
    Patch(parent: "d", base: base, diff: diff, title: "t", score: 1, files: files)
  }

  private let file = FileChange(path: "shop/cart.py", base: "aa", new: "bb")

  @Test func theSameDiffOnTheSameFileIsTheSamePatch() {
    let moved = diff.replacing("@@ -10,3 +10,3 @@ def total(cart):", with: "@@ -14,3 +14,3 @@")
    let dated =
      "diff --git a/shop/cart.py b/shop/cart.py\nindex 12..34 100644\n"
      + diff.replacing("+++ b/shop/cart.py", with: "+++ b/shop/cart.py\t2026-01-01")
    let key = TriedPatch(patch(diff, base: "one tree", files: [file]), service: "shop")
    #expect(TriedPatch(patch(moved, base: "another tree", files: [file]), service: "shop") == key)
    #expect(TriedPatch(patch(dated, files: [file]), service: "shop") == key)
  }

  @Test func aChangedFileMakesItAnotherPatch() {
    let changed = FileChange(path: "shop/cart.py", base: "cc", new: "dd")
    let key = TriedPatch(patch(diff, files: [file]), service: "shop")
    #expect(TriedPatch(patch(diff, files: [changed]), service: "shop") != key)
    #expect(TriedPatch(patch(diff, files: [file]), service: "cart") != key)
  }

  @Test func anotherChangeIsAnotherPatch() {
    let other = diff.replacing("get(item, 0)", with: "get(item, 1)")
    #expect(
      TriedPatch(patch(other, files: [file]), service: "shop")
        != TriedPatch(patch(diff, files: [file]), service: "shop"))
  }

  @Test func withoutFilesTheTreeDecides() {
    let key = TriedPatch(patch(diff, base: "one", files: []), service: "shop")
    #expect(TriedPatch(patch(diff, base: "two", files: []), service: "shop") != key)
  }
}
