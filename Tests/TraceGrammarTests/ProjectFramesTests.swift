import Healing
import Patterns
import Testing
import TraceGrammar

struct ProjectFramesTests {
  private func path(_ file: String, tree: Set<String>, roots: [String] = ["/srv/env/shop"]) throws -> String? {
    let libraries = try [#"(^|/)site-packages/"#, #"(^|/)env/"#, #"^node:"#, #"^java/"#].map { try Pattern($0) }
    let frames = ProjectFrames(roots: roots, libraryPaths: libraries, sourceRoots: ["src/main/java"]) {
      tree.contains($0)
    }
    let marked = frames.mark(StackFrame(file: file, line: 1))
    #expect(marked.project || marked.file == file)
    return marked.project ? marked.file : nil
  }

  private let tree: Set<String> = ["shop/cart.py", "app.py", "src/main/java/com/acme/Cart.java", "lib/x/util.py"]

  @Test(arguments: [
    ("/srv/env/shop/shop/cart.py", "shop/cart.py"), ("/srv/env/shop/new.py", "new.py"),
    ("/srv/env/shop/./shop/../app.py", "app.py"), ("shop/cart.py", "shop/cart.py"), ("app.py", "app.py"),
    ("/app/shop/cart.py", "shop/cart.py"), ("/build/7/lib/x/util.py", "lib/x/util.py"), ("/app/app.py", "app.py"),
    ("com/acme/Cart.java", "src/main/java/com/acme/Cart.java"), ("C:\\w\\shop\\cart.py", "shop/cart.py"),
    ("/real/shop/shop/cart.py", "shop/cart.py"),
  ])
  func ownCode(file: String, expected: String) throws {
    #expect(try path(file, tree: tree, roots: ["/srv/env/shop", "/real/shop"]) == expected)
  }

  @Test(arguments: [
    "/usr/lib/python3/json/decoder.py", "/srv/env/shop/site-packages/a/b.py", "/srv/env/other/shop.py",
    "<frozen runpy>",
    "<stdin>", "", "node:fs", "java/util/List.java", "/opt/deep/app.py", "/srv/env/shop/../../../etc/passwd",
    "../../../etc/passwd", "/srv/env/shop", "unknown.py", "/app/site-packages/shop/cart.py", "a\u{0}b", "/", "..",
  ])
  func othersCode(file: String) throws { #expect(try path(file, tree: tree) == nil) }
}
