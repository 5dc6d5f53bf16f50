internal import Digest
public import Healing

extension Candidate {
  /// The record of the candidate for the tree `base`.
  public func patch(for diagnosis: Diagnosis, base: String) -> Patch {
    var patch = Patch(
      parent: diagnosis.id, base: base, diff: UnifiedDiff.text(files), title: title, template: template, score: score,
      edits: edits, suppresses: suppresses,
      files: files.map { file in
        FileChange(
          path: file.path, base: file.before.map { SHA256.hex(of: $0) }, new: file.after.map { SHA256.hex(of: $0) })
      })
    patch.risk = ["template": .string(risk)]
    return patch
  }
}
