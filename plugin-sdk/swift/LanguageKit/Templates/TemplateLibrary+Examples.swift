extension TemplateLibrary {
  /// What a template of this library makes first of its own example; nil where it makes nothing. A template is as its
  /// author meant it when that is `example.after`.
  public func madeOfExample(by template: Template) -> String? {
    let project = Project(files: ExampleFiles(texts: template.example.files), pack: pack, grammar: grammar)
    let candidates = Proposer(self, project, only: [template.id]).candidates(for: template.example.diagnosis)
    return candidates.first?.files.first?.after.map { String(decoding: $0, as: UTF8.self) }
  }
}
