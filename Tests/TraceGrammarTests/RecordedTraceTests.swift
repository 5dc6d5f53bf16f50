import Healing
import Testing
import TraceGrammar

/// Traces that real runtimes wrote: CPython 3.11, Java 17, Node 20.
struct RecordedTraceTests {
  private func expect(_ name: String, _ traces: [String], at place: SourceLocation = #_sourceLocation) throws {
    let found = try Grammars.parser.traces(in: recorded(name)).map { drawn($0.exceptions) }.joined(separator: "\n\n")
    #expect(found == traces.joined(separator: "\n\n"), sourceLocation: place)
  }

  @Test func pythonChainWithNotesAndLongMessages() throws {
    try expect(
      "python-chain",
      [
        #"""
        KeyError "'user_id'\na note\nsecond note" at a.py:4 f < a.py:3 f +2
        RuntimeError "no user\nsecond line\n\n  third: x" at a.py:9 g < a.py:10 <module>
        AttributeError "'int' object has no attribute 'foo'" at a.py:15 <module>
        """#
      ])
    let frame = try Grammars.parser.exceptions(in: recorded("python-chain"))[0].frames[0]
    #expect(frame.file == "/srv/shop/a.py")
    #expect(frame.source == "raise KeyError('user_id')")
  }

  @Test func pythonGroups() throws {
    try expect(
      "python-groups",
      [
        #"RecursionError "maximum recursion depth exceeded" at b.py:1 r < b.py:1 r +2"#,
        #"""
        KeyError "1" at b.py:9 h
        ValueError "one\ntwo" at b.py:10 h
        KeyError "1" at b.py:9 h
        TypeError "t" at b.py:10 h
        FileNotFoundError "[Errno 2] x"
        IndexError ""
        ExceptionGroup "inner (2 sub-exceptions)"
        ExceptionGroup "eg (3 sub-exceptions)" at b.py:12 h < b.py:13 <module>
        """#,
      ])
  }

  @Test func pythonSyntaxErrorsWithAndWithoutTraceback() throws {
    try expect("python-syntax", [#"SyntaxError "invalid syntax" at bad.py:1"#])
    try expect("python-syntax-import", [#"SyntaxError "invalid syntax" at bad.py:1 < <string>:1 <module>"#])
  }

  @Test func javaCausesSharedFramesAndSuppressed() throws {
    try expect(
      "java-suppressed",
      [
        #"""
        java.lang.NullPointerException "Cannot invoke "Shop$P.n()" because "null" is null" at Shop.java:5 a < Shop.java:6 b +1
        java.lang.IllegalStateException "no p\n  at all" at Shop.java:5 a < Shop.java:6 b +1
        Shop$Odd "java.lang.IllegalStateException: no p\n  at all" at Shop.java:9 main < Iterable.java:75 forEach +1
        """#
      ])
  }

  @Test func nodeCause() throws {
    try expect(
      "node-cause",
      [
        #"""
        TypeError "Cannot read properties of undefined (reading 'items')" at a.js:1 Cart.total < a.js:2 handle
        Error "no total\nfor cart" at a.js:2 handle
        """#
      ])
  }

  @Test func nodeSyntaxErrorsShowThePlace() throws {
    try expect("node-syntax", [#"SyntaxError "Unexpected token ';'" at bad.js:1 < loader:1464 wrapSafe +6"#])
    try expect(
      "node-missing-module",
      [
        #"Error "Cannot find module '/srv/shop/nope.mjs' imported from /srv/shop/c.mjs" at resolve:283 finalizeResolution < resolve:952 moduleResolve +6"#
      ])
  }

  @Test func nodeManyForms() throws {
    try expect(
      "node-many",
      [
        #"""
        TypeError "a" at d.mjs:2 agg < d.mjs:3 +3
        RangeError "b" at d.mjs:2 agg < d.mjs:3 +3
        AggregateError "many" at d.mjs:2 agg < d.mjs:3 +3
        """#,
        #"SyntaxError "Expected property name or '}' in JSON at position 1" at d.mjs:4 < module_job:325 ModuleJob.run +2"#,
        #"MyErr "mine" at d.mjs:6 < module_job:325 ModuleJob.run +2"#,
        #"Error "mine" at d.mjs:6 < module_job:325 ModuleJob.run +2"#,
        #"ReferenceError "foo is not defined" at d.mjs:7 eval < d.mjs:7 +3"#,
        #"TypeError "Cannot read properties of null (reading 'x')" at d.mjs:8 < d.mjs:8 +3"#,
        #"Error "ENOENT: no such file or directory, open '/nope'" at node:fs:573 Object.openSync < node:fs:452 Object.readFileSync +3"#,
      ])
  }
}
