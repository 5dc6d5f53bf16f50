/// One step of the parser: libyaml's event with its strings copied.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias(String)
    case scalar(YAMLScalar, tag: String?)
    case sequenceStart(tag: String?)
    case mappingStart(tag: String?)
    case collectionEnd
  }

  var kind: Kind
  var mark: YAMLMark
  var anchor: String?
}
