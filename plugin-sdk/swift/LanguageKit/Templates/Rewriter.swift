internal import SyntaxTree

/// Turns the changes of a template into edits of files, in the files' own indentation and line endings.
struct Rewriter {
  private let bindings: Bindings
  private let place: FaultPlace
  private var pack: LanguagePack { place.project.pack }

  init(_ bindings: Bindings, _ place: FaultPlace) {
    self.bindings = bindings
    self.place = place
  }

  /// The files after all `rewrites`, whether they still parse or not; nil when one of them cannot be made here.
  func files(_ rewrites: [Rewrite]) -> [EditedFile]? {
    var edits: [String: [SourceEdit]] = [:]
    for rewrite in rewrites {
      if case .replaceAll(let name, let text) = rewrite.action {
        guard let (file, all) = everywhere(name, text), !file.isTest else { return nil }
        edits[file.path, default: []] += all
        continue
      }
      if case .importLine(let text) = rewrite.action, let line = filled(text), isImported(line) { continue }
      guard let (file, edit) = edit(rewrite.action), !file.isTest else { return nil }
      edits[file.path, default: []].append(edit)
    }
    var files: [EditedFile] = []
    for (path, edits) in edits.sorted(by: { $0.key < $1.key }) {
      guard let file = place.project.file(path), let after = file.text.bytes(applying: edits), after != file.text.bytes
      else { return nil }
      files.append(EditedFile(path: path, before: file.text.bytes, after: after))
    }
    return files.isEmpty ? nil : files
  }

  private func edit(_ action: Rewrite.Action) -> (ProjectFile, SourceEdit)? {
    switch action {
    case .replaceAll: return nil
    case .replace(let name, let text):
      guard let (node, file) = node(name), let text = filled(text) else { return nil }
      return (file, SourceEdit(node.range, with: text))
    case .insertAfter(let name, let text):
      guard let (node, file) = node(name), let text = filled(text) else { return nil }
      return (file, SourceEdit(node.range.upperBound..<node.range.upperBound, with: text))
    case .insertBefore(let name, let text):
      guard let (node, file) = node(name), let text = filled(text) else { return nil }
      return (file, SourceEdit(node.range.lowerBound..<node.range.lowerBound, with: text))
    case .before(let name, let lines):
      guard let (statement, file) = statement(name), let text = block(lines, like: statement, file) else { return nil }
      let start = lineStart(statement, file)
      return (file, SourceEdit(start..<start, with: text))
    case .after(let name, let lines):
      guard let (statement, file) = statement(name), let text = block(lines, like: statement, file) else { return nil }
      return behind(statement, text, file)
    case .delete(let name):
      guard let (statement, file) = statement(name) else { return nil }
      return delete(statement, file)
    case .wrap(let name, let lines):
      guard let (statement, file) = statement(name) else { return nil }
      return wrap(statement, lines, file)
    case .start(let name, let lines), .end(let name, let lines):
      guard let (node, file) = node(name), let body = node.child(field: "body") ?? Optional(node),
        var first = body.namedChildren.first, let last = body.namedChildren.last, isAlone(first, file)
      else { return nil }
      if case .end = action {
        guard let text = block(lines, like: last.lines.count == 1 || isAlone(last, file) ? last : first, file) else {
          return nil
        }
        return behind(last, text, file)
      }
      if pack.syntax.documentation.contains(first.kind), let string = first.namedChildren.first,
        pack.syntax.strings.contains(string.kind), let next = first.nextSibling
      {
        first = next
      }
      guard let text = block(lines, like: first, file) else { return nil }
      let start = lineStart(first, file)
      return (file, SourceEdit(start..<start, with: text))
    case .importLine(let text):
      guard let line = filled(text) else { return nil }
      return importing(line)
    }
  }

  /// Every node of the file that is of the same kind, text and role. Nil where there is only one: `replace` does that.
  private func everywhere(_ name: String, _ text: TemplateText) -> (ProjectFile, [SourceEdit])? {
    guard let (node, file) = node(name), let text = filled(text) else { return nil }
    let same = file.tree.root.descendants.filter {
      $0.kind == node.kind && $0.text == node.text && $0.parent?.kind == node.parent?.kind && $0.field == node.field
    }
    return same.count > 1 ? (file, same.map { SourceEdit($0.range, with: text) }) : nil
  }

  private func filled(_ text: TemplateText) -> String? { text.filled(bindings, pack) }

  private func node(_ name: String) -> (SyntaxNode, ProjectFile)? {
    guard let node = bindings.nodes[name], let file = place.project.file(of: node) else { return nil }
    return (node, file)
  }

  /// The statement around a capture that starts its own line.
  private func statement(_ name: String) -> (SyntaxNode, ProjectFile)? {
    guard let (node, file) = node(name), var statement = node.statement(pack.syntax) else { return nil }
    while !isAlone(statement, file) {
      guard let outer = statement.parent?.statement(pack.syntax) else { return nil }
      statement = outer
    }
    return (statement, file)
  }

  private func isAlone(_ statement: SyntaxNode, _ file: ProjectFile) -> Bool {
    file.text.text(lineStart(statement, file)..<statement.range.lowerBound).allSatisfy { $0 == " " || $0 == "\t" }
  }

  private func lineStart(_ node: SyntaxNode, _ file: ProjectFile) -> Int { file.text.lineStarts[node.start.row] }

  private func white(_ statement: SyntaxNode, _ file: ProjectFile) -> String {
    file.text.text(lineStart(statement, file)..<statement.range.lowerBound)
  }

  /// The lines at the statement's depth, each with its end; four spaces of a template are one step of the file.
  private func block(_ lines: [TemplateText], like statement: SyntaxNode, _ file: ProjectFile) -> String? {
    var text = ""
    for line in lines {
      guard let filled = filled(line) else { return nil }
      text += white(statement, file) + stepped(filled, file) + file.text.lineEnding
    }
    return text
  }

  private func stepped(_ line: String, _ file: ProjectFile) -> String {
    let spaces = line.prefix { $0 == " " }.count
    return String(repeating: file.indentation, count: spaces / 4) + line.dropFirst(spaces / 4 * 4)
  }

  private func behind(_ statement: SyntaxNode, _ text: String, _ file: ProjectFile) -> (ProjectFile, SourceEdit)? {
    let row =
      statement.range.upperBound == lineStartOf(statement.end.row, file) ? statement.end.row : statement.end.row + 1
    guard row < file.text.lineStarts.count else {
      let end = file.text.working.count
      return (file, SourceEdit(end..<end, with: file.text.lineEnding + text))
    }
    return (file, SourceEdit(file.text.lineStarts[row]..<file.text.lineStarts[row], with: text))
  }

  private func lineStartOf(_ row: Int, _ file: ProjectFile) -> Int { file.text.lineStarts[row] }

  private func delete(_ statement: SyntaxNode, _ file: ProjectFile) -> (ProjectFile, SourceEdit)? {
    // A block must not become empty.
    if !pack.syntax.idle.isEmpty, statement.previousSibling == nil, statement.nextSibling == nil {
      return (file, SourceEdit(statement.range, with: pack.syntax.idle))
    }
    let end =
      statement.end.row + 1 < file.text.lineStarts.count
      ? file.text.lineStarts[statement.end.row + 1] : file.text.working.count
    return (file, SourceEdit(lineStart(statement, file)..<end, with: ""))
  }

  private func wrap(_ statement: SyntaxNode, _ lines: [TemplateText], _ file: ProjectFile) -> (ProjectFile, SourceEdit)?
  {
    let outer = white(statement, file)
    var inner = bindings
    inner.texts["body"] = "\u{1}"
    var text = ""
    for line in lines {
      guard let filled = line.filled(inner, pack) else { return nil }
      if filled.contains("\u{1}") {
        let depth = String(repeating: file.indentation, count: filled.prefix { $0 == " " }.count / 4)
        guard let body = moved(statement, by: depth, file) else { return nil }
        text += outer + depth + body + file.text.lineEnding
      } else {
        text += outer + stepped(filled, file) + file.text.lineEnding
      }
    }
    text.removeLast()
    let start = lineStart(statement, file)
    return (file, SourceEdit(start..<statement.range.upperBound, with: text))
  }

  /// The statement's text with every line behind the first moved in; nil where a string spans lines: moving changes it.
  private func moved(_ statement: SyntaxNode, by depth: String, _ file: ProjectFile) -> String? {
    if statement.descendants.contains(where: { pack.syntax.strings.contains($0.kind) && $0.lines.count > 1 }) {
      return nil
    }
    let lines = statement.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { $0.offset == 0 || $0.element.isEmpty ? String($0.element) : depth + $0.element }
      .joined(separator: "\n")
  }

  /// Whether a line of the file imports what the last word of `line` names from where it is.
  private func isImported(_ line: String) -> Bool {
    guard let end = line.lastIndex(of: " ") else { return false }
    let (from, name) = (line[..<end], line[line.index(after: end)...])
    return place.file.matches("imports").contains { match in
      guard let text = match["import"]?.text, text.hasPrefix(from) else { return false }
      return text.dropFirst(from.count).split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains(name)
    }
  }

  /// Behind the imports at the top; before the first statement, and after what explains the file, where there are none.
  private func importing(_ line: String) -> (ProjectFile, SourceEdit)? {
    let file = place.file
    let imports = file.matches("imports").compactMap { $0["import"] }
    var last: SyntaxNode?
    for node in file.tree.root.namedChildren {
      if imports.contains(node) { last = node } else if last != nil { break }
    }
    let text = line + file.text.lineEnding
    if let last { return behind(last, text, file) }
    let first = file.tree.root.namedChildren.first { node in
      if node.kind == "comment" { return false }
      return
        !(pack.syntax.documentation.contains(node.kind)
        && node.namedChildren.first.map { pack.syntax.strings.contains($0.kind) } ?? false)
    }
    guard let first else { return nil }
    let start = lineStart(first, file)
    return (file, SourceEdit(start..<start, with: text + file.text.lineEnding))
  }
}
