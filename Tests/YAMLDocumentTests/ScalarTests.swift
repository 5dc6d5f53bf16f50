import Healing
import Testing
import YAMLDocument

@Suite("Scalars follow the core schema of YAML 1.2")
struct ScalarTests {
  @Test(
    "plain scalars become JSON",
    arguments: [
      ("true", .bool(true)), ("FALSE", .bool(false)), ("null", .null), ("~", .null), ("", .null),
      ("yes", "yes"), ("no", "no"), ("on", "on"), ("12:30", "12:30"), ("tRue", "tRue"),
      ("12", .integer(12)), ("-7", .integer(-7)), ("+7", .integer(7)), ("007", .integer(7)),
      ("0x1F", .integer(31)), ("0o17", .integer(15)), ("0x-1", "0x-1"), ("0xZZ", "0xZZ"),
      ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
      ("1.5", .number(1.5)), (".5", .number(0.5)), ("1.", .number(1)), ("-1e3", .number(-1000)), ("1e999", "1e999"),
      (".inf", ".inf"), (".nan", ".nan"), ("inf", "inf"), ("nan", "nan"), ("0x1p3", "0x1p3"), ("1_000", "1_000"),
      (".", "."), ("-", "-"), ("1e", "1e"), ("1.2.3", "1.2.3"), ("127.0.0.1:8080", "127.0.0.1:8080"),
    ] as [(String, JSONValue)])
  func plain(text: String, value: JSONValue) throws {
    // A lone "-" would begin a list, so the scalar is made by hand.
    #expect(YAMLScalar(text: text, style: .plain).json == value)
    #expect(YAMLScalar(text: text, style: .singleQuoted).json == .string(text))
  }

  @Test("the style and the tag of a scalar are kept")
  func styles() throws {
    let root = try YAMLDocument(
      """
      plain: 5
      single: '5'
      double: "5\\n"
      literal: |
        5
      folded: >-
        5
        6
      tagged: !!str 5
      number: !!float 5
      """, file: "styles.yaml"
    ).checked()
    let styles = root.entries?.compactMap(\.value.scalar?.style)
    #expect(styles == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded, .plain, .plain])
    #expect(root["plain"]?.json == 5)
    #expect(root["single"]?.json == "5")
    #expect(root["double"]?.json == "5\n")
    #expect(root["literal"]?.json == "5\n")
    #expect(root["folded"]?.json == "5 6")
    #expect(root["tagged"]?.json == "5")
    #expect(root["number"]?.json == 5)
  }

  @Test("a tag that the text does not fit is an error, and so is a tag of somebody's own")
  func tags() {
    #expect(failure(of: "a: !!int five")?.description == "x.yaml:1:4: \"five\" is not what the tag !!int says")
    #expect(failure(of: "a: !ruby/object:Gem {b: 1}")?.message.contains("leave it out") == true)
  }
}

/// The error that reading `text` gives, or nil.
func failure(of text: String, limits: YAMLLimits = .standard) -> YAMLError? {
  do throws(YAMLError) {
    _ = try YAMLDocument(text, file: "x.yaml", limits: limits).checked()
    return nil
  } catch {
    return error
  }
}
