import Healing
import LanguageKit
import LanguageModels

/// Makes exact changes of the project's sources out of what a model proposes.
struct PatchMaker {
  let project: Project
  /// That one patch may add and remove.
  let lines: Int

  /// What a model believes of itself counts less than what a template is known for.
  private static let trust = 0.6

  /// - Throws: why it is refused.
  func candidate(of proposal: ProposedPatch, model: String) throws(EditRefusal) -> Candidate {
    let file = try source(proposal.file)
    var edits: [SourceEdit] = []
    for edit in proposal.edits { edits.append(try place(edit, in: file.text)) }
    guard let changed = file.text.applying(edits) else {
      throw EditRefusal("its edits overlap, or have letters that the file's encoding has not")
    }
    guard changed.bytes != file.text.bytes else { throw EditRefusal("it changes nothing") }
    let result = EditedFile(path: file.path, before: file.text.bytes, after: changed.bytes)
    let count = try count(of: result)
    guard count <= lines else { throw EditRefusal("it changes \(count) lines; at most \(lines) may be (lines)") }
    return Candidate(
      template: "llm:\(model.line(of: 100))",
      title: proposal.title.isEmpty ? "a change of \(file.path)" : proposal.title,
      score: Self.trust * proposal.confidence, edits: edits.count, suppresses: proposal.hidesError, risk: "high",
      files: [result])
  }

  /// A file of the tree that patches may be for. The gate asks again.
  private func source(_ path: String) throws(EditRefusal) -> ProjectFile {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !steps.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), !path.utf8.contains(0) else {
      throw EditRefusal("the file is outside of the service's tree")
    }
    guard project.pack.isSource(path), !project.pack.isLibrary(path) else {
      throw EditRefusal("the file is no source of the project")
    }
    guard !project.pack.isTest(path) else { throw EditRefusal("the file is a test, which no patch may change") }
    guard let file = project.file(path) else { throw EditRefusal("there is no such file, or it cannot be read") }
    return file
  }

  /// Where the text stands, in the file's own line endings.
  private func place(_ edit: ProposedPatch.Edit, in text: SourceText) throws(EditRefusal) -> SourceEdit {
    let wanted = Array(ended(edit.find, text).utf8)
    guard let first = text.working.firstRange(of: wanted), !wanted.isEmpty else {
      throw EditRefusal("what it wants to replace does not stand in the file: \(edit.find.line(of: 80))")
    }
    guard text.working[(first.lowerBound + 1)...].firstRange(of: wanted) == nil else {
      throw EditRefusal("what it wants to replace stands in the file more than once: \(edit.find.line(of: 80))")
    }
    return SourceEdit(first, with: ended(edit.replace, text))
  }

  private func ended(_ text: String, _ file: SourceText) -> String {
    let plain = text.replacing("\r\n", with: "\n")
    return file.lineEnding == "\n" ? plain : plain.replacing("\n", with: file.lineEnding)
  }

  /// Lines that are added and removed.
  private func count(of file: EditedFile) throws(EditRefusal) -> Int {
    let diffs: [FileDiff]
    do throws(DiffFailure) { diffs = try UnifiedDiff.parse(UnifiedDiff.text([file])) } catch {
      throw EditRefusal("it is no diff: \(error)")
    }
    return diffs.flatMap(\.hunks).flatMap(\.lines).count { if case .kept = $0 { false } else { true } }
  }
}
