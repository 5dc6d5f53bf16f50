import PatchGate
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    "../other/x.py", "/etc/x.py", "shop//x.py", "shop/./x.py", ".github/workflows/x.py", "shop/.git/hooks/x.py",
    ".ci/x.py", "poetry.lock", "web/package-lock.json", "Cargo.lock", "setup.py", "Makefile", ".homeostasis/x.py",
    "plugins/x.py", "homeostasis.yaml",
  ])
  func noPatchTouches(_ path: String) throws {
    let report = try report("a = 1\n", "a = 2\n", path: path)
    #expect(report.refusals.map(\.rule) == [.path])
    #expect(report.refusals.first?.path == path)
  }

  @Test(arguments: ["tests/test_cart.py", "shop/test_cart.py", "shop/cart_test.py", "conftest.py"])
  func existingTestsStay(_ path: String) throws {
    #expect(try report("a = 1\n", "a = 2\n", path: path).refusals.map(\.rule) == [.path])
  }

  @Test func aNewTestMayBeAdded() throws {
    let test = "def test_total():\n    assert total({}) == 0\n"
    #expect(try report(nil, test, path: "tests/test_more.py").refusals.isEmpty)
  }

  @Test(arguments: ["shop/settings.json", "run.sh", "shop/cart.pyc", "shop/native.so"])
  func whatCannotBeReadIsRefused(_ path: String) throws {
    #expect(try report("a = 1\n", "a = 2\n", path: path).refusals.map(\.rule) == [.unreadable])
  }

  @Test func ordinaryPathsPass() {
    for path in ["shop/cart.py", "a/b/c/locks.py", "shop/pluginsx.py", "shop/.hidden.py"] {
      #expect(ProtectedPaths(own: ["plugins"]).reason(against: path) == nil)
    }
  }
}
