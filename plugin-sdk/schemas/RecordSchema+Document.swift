extension RecordSchema {
  /// The schema as a page of Markdown.
  public var document: String {
    var lines = ["## \(name)", "", summary]
    if !emittedBy.isEmpty { lines.append("Emitted by \(emittedBy)." + (parent.isEmpty ? "" : " Parent: \(parent).")) }
    lines += ["", "| column | kind | | meaning |", "|---|---|---|---|"]
    for column in columns {
      let allowed =
        column.allowed.isEmpty ? "" : " One of " + column.allowed.map { "`\($0)`" }.joined(separator: ", ") + "."
      lines.append(
        "| \(column.name) | \(column.kind.rawValue) | \(column.required ? "required" : "") | \(column.summary)\(allowed) |"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
