public import Healing

extension Candidate {
  /// The record of the candidate for the tree `base`.
  public func patch(for diagnosis: Diagnosis, base: String) -> Patch {
    var patch = Patch(
      parent: diagnosis.id, base: base, diff: UnifiedDiff.text(files), title: title, template: template, score: score,
      edits: edits, suppresses: suppresses,
      files: files.map(\.change))
    patch.risk = ["template": .string(risk)]
    return patch
  }
}
