import Healing
import Testing
import TraceGrammar
import YAMLDocument

struct GrammarFileTests {
  @Test func everyExampleIsReadByItsGrammarAndByNoOther() {
    for grammar in Grammars.all { #expect(!grammar.examples.isEmpty) }
    #expect(Grammars.parser.failedExamples() == [])
  }

  @Test(arguments: [
    ("text", "g.yaml: must be a mapping of keys to values"),
    ("lines: [RULE]", "g.yaml: name: must be a text that is not empty"),
    ("name: x", "g.yaml: lines: must list at least one rule"),
    ("{name: x, lines: [{is: frame, match: x}]}", "no rule has `starts: true`"),
    ("{name: x, frames: up, lines: [RULE]}", "g.yaml: frames: does not know the word \"up\""),
    ("{name: x, lines: [{is: fram, match: x}]}", "lines[0].is: does not know the word \"fram\""),
    ("{name: x, lines: [{is: message, match: x}]}", "lines[0].is: is never the kind of a rule"),
    ("{name: x, lines: [{is: frame}]}", "lines[0].match: is missing"),
    ("{name: x, lines: [RULE, {is: frame, match: (x}]}", "lines[1].match: the expression \"(x\" is wrong"),
    ("{name: x, lines: [{is: frame, match: x, after: [far]}]}", "lines[0].after[0]: is not a kind"),
    ("{name: x, lines: [{is: frame, match: x, starst: true}]}", "lines[0].starst: is not a key"),
    ("{name: x, line: [RULE], lines: [RULE]}", "g.yaml: line: is not a key that is known here"),
    ("{name: x, lines: [RULE], examples: [{trace: x}]}", "examples[0].exceptions: must list what is read"),
  ])
  func saysWhatIsWrongWhere(text: String, message: String) throws {
    let text = text.split(separator: "RULE", omittingEmptySubsequences: false)
      .joined(separator: "{is: frame, match: ^x$, starts: true}")
    let document = try YAMLDocument(text, file: "g.yaml").checked().json
    #expect {
      try TraceGrammar(document, place: "g.yaml")
    } throws: {
      "\($0)".contains(message)
    }
  }

  @Test func anExampleThatIsReadOtherwiseIsTold() throws {
    let grammar = try TraceGrammar(
      YAMLDocument(
        """
        name: x
        lines: [{is: exception, match: ^(?<type>E)$, starts: true}]
        examples: [{trace: E, exceptions: [{type: F}]}]
        """, file: "g.yaml"
      ).checked().json, place: "g.yaml")
    #expect(TraceParser([grammar]).failedExamples().count == 1)
  }
}
