import Healing
import PluginBridge
import RecordSchemas

/// Reads a declaration out of settings, and finds everything that is wrong with it at once.
struct DeclarationReader {
  let records: FunctionRecords
  private(set) var mistakes: [FunctionMistake] = []

  init(records: FunctionRecords) { self.records = records }

  /// So many places are more than any function has; a buffer takes two.
  private static let mostParameters = 32

  mutating func declaration(_ settings: JSONValue) -> FunctionDeclaration? {
    guard let library = text("library", settings), let function = text("function", settings) else { return nil }
    var parameters: [Parameter] = []
    let given = settings["arguments"]?.array ?? []
    if given.count > Self.mostParameters { wrong(["arguments"], "more than \(Self.mostParameters) arguments") }
    for (index, value) in given.prefix(Self.mostParameters).enumerated() {
      let path = ["arguments", "\(index)"]
      if let parameter = parameter(value, path, inStructure: false) { parameters.append(parameter) }
    }
    guard let result = result(settings) else { return nil }
    let release = settings["release"]?.text
    if release != nil && result != .string { wrong(["release"], "only a returned string is released") }
    return FunctionDeclaration(
      library: library, function: function, parameters: parameters, result: result, release: release)
  }

  private mutating func text(_ key: String, _ settings: JSONValue) -> String? {
    if let text = settings[key]?.text, !text.isEmpty, !text.utf8.contains(0) { return text }
    wrong([key], "must be a text without zero bytes")
    return nil
  }

  private mutating func result(_ settings: JSONValue) -> ReturnType? {
    let name = settings["returns"]?.text ?? ""
    if let result = ReturnType(name) { return result }
    wrong(["returns"], "there is no type “\(name.prefix(40))”", "one of \(Self.scalars), string")
    return nil
  }

  private mutating func parameter(_ value: JSONValue, _ path: [String], inStructure: Bool) -> Parameter? {
    let type = value["type"]?.text ?? ""
    if type == "struct" { return inStructure ? nested(path) : structure(value, path) }
    if value["fields"] != nil { wrong(path + ["fields"], "only a struct has fields") }
    guard let kind = Handed(type) else {
      wrong(path + ["type"], "there is no type “\(type.prefix(40))”", "one of \(Self.scalars), string, buffer, struct")
      return nil
    }
    guard let source = source(value, kind, path) else { return nil }
    switch kind {
    case .scalar(let scalar): return .scalar(scalar, source)
    case .string: return .string(source)
    case .buffer: return .buffer(source)
    }
  }

  private mutating func nested(_ path: [String]) -> Parameter? {
    wrong(path + ["type"], "a struct in a struct is not supported", "write its members into the outer one")
    return nil
  }

  private mutating func structure(_ value: JSONValue, _ path: [String]) -> Parameter? {
    for key in ["from", "value", "else"] where value[key] != nil {
      wrong(path + [key], "a struct has fields, and each of them says where it comes from")
    }
    guard let fields = value["fields"]?.array, !fields.isEmpty, fields.count <= 64 else {
      wrong(path + ["fields"], "a struct has 1 to 64 fields")
      return nil
    }
    var members: [Parameter] = []
    for (index, field) in fields.enumerated() {
      if let member = parameter(field, path + ["fields", "\(index)"], inStructure: true) { members.append(member) }
    }
    return .structure(members)
  }

  private mutating func source(_ value: JSONValue, _ kind: Handed, _ path: [String]) -> Source? {
    var otherwise: Cell?
    if let other = value["else"] { otherwise = constant(other, kind, path + ["else"]) }
    switch (value["from"]?.text, value["value"]) {
    case (let from?, nil): return column(from, kind, path + ["from"]).map { Source(origin: $0, otherwise: otherwise) }
    case (nil, let value?):
      if otherwise != nil { wrong(path + ["else"], "a value is never absent", "remove else") }
      return constant(value, kind, path + ["value"]).map { Source(origin: .constant($0), otherwise: nil) }
    default:
      wrong(path, "an argument has either from, a column of a record, or value", "add from: \(example)")
      return nil
    }
  }

  private var example: String { records.names.contains("incident") ? "incident.title" : "service.name" }

  private mutating func column(_ from: String, _ kind: Handed, _ path: [String]) -> Source.Origin? {
    let steps = from.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard steps.count == 2, let columns = records.columns(of: steps[0]) else {
      let known = records.names.joined(separator: ", ")
      wrong(path, "“\(from.prefix(60))” is no column of a record", "such as \(example); the records are \(known)")
      return nil
    }
    guard let column = columns.first(where: { $0.name == steps[1] }) else {
      let known = columns.map(\.name).sorted().joined(separator: ", ")
      wrong(path, "the record \(steps[0]) has no column “\(steps[1].prefix(60))”", "it has \(known)")
      return nil
    }
    guard kind.takes(column.kind) else {
      wrong(path, "\(from) is \(column.kind.rawValue), which cannot be handed over as \(kind.name)", kind.advice)
      return nil
    }
    return .column(column.name, of: steps[0])
  }

  private mutating func constant(_ value: JSONValue, _ kind: Handed, _ path: [String]) -> Cell? {
    if let cell = kind.cell(value) { return cell }
    wrong(path, "this value does not fit into \(kind.name)", kind.advice)
    return nil
  }

  private mutating func wrong(_ path: [String], _ message: String, _ suggestion: String? = nil) {
    mistakes.append(FunctionMistake(path, message, suggestion))
  }

  private static let scalars = ScalarType.allCases.map(\.rawValue).joined(separator: ", ")
}
