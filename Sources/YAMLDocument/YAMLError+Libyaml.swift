import CYAML

extension YAMLError {
  /// The failure that libyaml's parser holds, in words that tell what to mend.
  init(failureOf parser: yaml_parser_t, over bytes: UnsafeBufferPointer<UInt8>, file: String) {
    let problem = parser.problem.map { String(cString: $0) } ?? "this is not valid YAML"
    switch parser.error {
    case YAML_READER_ERROR:
      let mark = YAMLMark(ofByte: parser.problem_offset, in: bytes)
      self.init(file: file, mark: mark, message: "\(problem): save the file as UTF-8 without control characters")
    case YAML_MEMORY_ERROR:
      self.init(file: file, mark: nil, message: "there is no memory left to read this file")
    default:
      let message = (Self.explanations[problem] ?? problem) + Self.beginning(of: parser)
      self.init(file: file, mark: YAMLMark(parser.problem_mark), message: message)
    }
  }

  /// libyaml names what its grammar expected; people need to know what they most likely wrote.
  private static let explanations = [
    "found a tab character that violates indentation": "a tab stands where YAML wants spaces: indent with spaces",
    "found a tab character where an indentation space is expected":
      "a tab stands where YAML wants spaces: indent with spaces",
    "found character that cannot start any token": "a value cannot begin with this character: put the value in quotes",
    "mapping values are not allowed in this context":
      "a ':' cannot stand here: put a value that contains ': ' in quotes, or mend the indentation of this line",
    "block sequence entries are not allowed in this context":
      "a '- ' cannot stand here: begin the list on a line of its own",
    "did not find expected key":
      "a key was expected here: compare the indentation with the lines above, and close every quote and bracket",
    "could not find expected ':'": "a ':' is missing after a key: every line of a mapping is 'key: value'",
    "did not find expected '-' indicator":
      "an item of a list was expected here: begin it with '- ' at the indentation of the items above",
    "did not find expected ',' or ']'": "a list in brackets is not closed: a ',' or ']' is missing",
    "did not find expected ',' or '}'": "a mapping in braces is not closed: a ',' or '}' is missing",
    "did not find expected node content": "a value is missing here, or a bracket is closed that was not opened",
    "found unexpected end of stream": "the file ends inside a quoted value: a closing quote is missing",
    "found unexpected document indicator": "the document ends inside a quoted value: a closing quote is missing",
    "found unknown escape character":
      "a backslash with this character means nothing in double quotes: use single quotes",
    "did not find expected <document start>":
      "this does not belong to the value above: mend the indentation, or close a bracket less",
    "found undefined tag handle":
      "this tag has no meaning here: leave it out, or put a value that begins with '!' in quotes",
    "found incompatible YAML document": "this file says that it is written in another version of YAML than 1.1 or 1.2",
  ]

  /// For what is closed far from where it was opened, the line where it was opened.
  private static func beginning(of parser: yaml_parser_t) -> String {
    guard let context = parser.context.map({ String(cString: $0) }),
      context.contains("flow") || context.contains("quoted"),
      parser.context_mark.line != parser.problem_mark.line
    else { return "" }
    return " (it was opened at line \(parser.context_mark.line + 1))"
  }
}

extension YAMLMark {
  /// The place of the byte at `offset`.
  fileprivate init(ofByte offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    self = .start
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        self = YAMLMark(line: line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}
