import FoundationEssentials
import Healing
import SystemCalls
import TestSupport
import Testing

/// `homeostasis heal` finds out by itself how a tree is tested, for each of the usual ways to lay one out.
@Suite(.serialized) struct HealLayoutTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Writes the files, heals without any setting, and says what came out.
  private func heal(_ files: [String: String]) throws -> (report: JSONValue, errors: String) {
    for (path, text) in files { try folder.write("tree/\(path)", text) }
    var command = Command(
      SpawnRequest(
        try Built.product("homeostasis"),
        ["heal", "--output", "json", "--budget", "240s", "--source", "\(folder.path)/tree"],
        environment: Built.environment))
    command.wallLimit = .seconds(280)
    let result = try command.run()
    return (try JSON.decode(from: result.output), result.errorText)
  }

  private func expect(_ healed: (report: JSONValue, errors: String), runs command: String, mends path: String) {
    #expect(healed.report["outcome"] == "accepted", "\(healed.errors)")
    #expect(healed.errors.contains("running the tests: \(command)"), "\(healed.errors)")
    #expect(healed.report["patch"]?["diff"]?.text?.contains("+++ b/\(path)") == true)
  }

  private static let python = "def city(user):\n    return user[\"address\"]\n"

  @Test func pytest() throws {
    let healed = try heal([
      "conftest.py": "", "shop/__init__.py": "", "shop/users.py": Self.python,
      "tests/test_users.py":
        "from shop.users import city\n\ndef test_city():\n    assert city({\"address\": \"Bonn\"}) == \"Bonn\"\n\n"
        + "def test_none():\n    assert city({}) is None\n",
    ])
    expect(healed, runs: "python3 -m pytest -q", mends: "shop/users.py")
  }

  @Test func unittest() throws {
    let healed = try heal([
      "users.py": Self.python,
      "test_users.py":
        "import unittest\nfrom users import city\n\nclass T(unittest.TestCase):\n    def test_none(self):\n"
        + "        self.assertIsNone(city({}))\n",
    ])
    expect(healed, runs: "python3 -m unittest discover -q", mends: "users.py")
  }

  private static let javascript = [
    "lib/users.js": "function city(user) {\n  return user.address.city;\n}\n\nmodule.exports = { city };\n",
    "test/users.test.js":
      "const test = require('node:test');\nconst assert = require('node:assert');\nconst { city } = require('../lib/users');\n\n"
      + "test('city', () => assert.equal(city({ address: { city: 'Bonn' } }), 'Bonn'));\n"
      + "test('none', () => assert.equal(city({}), undefined));\n",
  ]

  @Test func nodeTest() throws {
    expect(try heal(Self.javascript), runs: "node --test", mends: "lib/users.js")
  }

  @Test func npmTest() throws {
    var files = Self.javascript
    files["package.json"] = "{\"name\": \"shop\", \"version\": \"1.0.0\", \"scripts\": {\"test\": \"node --test\"}}\n"
    expect(try heal(files), runs: "npm test", mends: "lib/users.js")
  }

  private static let names = """
    package com.acme;

    public class Names {
        static int length(String name) {
            return name.length();
        }
    }

    """
  private static let namesTest = """
    package com.acme;

    import static org.junit.Assert.assertEquals;

    import org.junit.Test;

    public class NamesTest {
        @Test public void some() {
            assertEquals(3, Names.length("Ada"));
        }

        @Test public void none() {
            assertEquals(0, Names.length(null));
        }
    }

    """

  @Test func javaWithAPomAndNothingToFetchFrom() throws {
    let healed = try heal([
      "pom.xml":
        "<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId><version>1</version></project>\n",
      "src/main/java/com/acme/Names.java": Self.names, "src/test/java/com/acme/NamesTest.java": Self.namesTest,
    ])
    expect(healed, runs: "# Maven", mends: "src/main/java/com/acme/Names.java")
  }

  @Test func javaWithJUnitAlone() throws {
    let healed = try heal([
      "src/com/acme/Names.java": Self.names, "test/com/acme/NamesTest.java": Self.namesTest,
    ])
    expect(healed, runs: "# Maven", mends: "src/com/acme/Names.java")
  }

  @Test func goTest() throws {
    let healed = try heal([
      "go.mod": "module shop\n\ngo 1.19\n",
      "cart/cart.go": "package cart\n\nfunc First(items []string) string {\n\treturn items[0]\n}\n",
      "cart/cart_test.go":
        "package cart\n\nimport \"testing\"\n\nfunc TestNone(t *testing.T) {\n\tif First(nil) != \"\" {\n\t\tt.Fatal()\n\t}\n}\n",
    ])
    expect(healed, runs: "go test ./...", mends: "cart/cart.go")
  }

  @Test func makeCheckWithoutSanitizers() throws {
    let healed = try heal([
      "Makefile":
        "check: test_list\n\t./test_list\n\ntest_list: test_list.c src/list.c\n\t$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS)\n",
      "src/list.h": "struct list { int count; };\nint count(const struct list *list);\n",
      "src/list.c":
        "#include <stddef.h>\n#include \"list.h\"\n\nint count(const struct list *list) {\n    return list->count;\n}\n",
      "test_list.c":
        "#include <stddef.h>\n#include <assert.h>\n#include \"src/list.h\"\n\nint main(void) {\n    struct list two = {2};\n"
        + "    assert(count(&two) == 2);\n    assert(count(NULL) == 0);\n    return 0;\n}\n",
    ])
    expect(healed, runs: "# make check", mends: "src/list.c")
  }
}
