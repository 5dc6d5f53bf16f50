public import Healing
import Intake
public import LanguageKit

/// What a model is told of a failure: cut to limits, and without what looks like a secret.
public struct EvidencePage {
  private let project: Project
  private let redaction: Redaction

  /// Bytes of one text, and how many of a kind there are.
  private static let limit = (
    message: 2_000, exceptions: 4, frames: 12, evidence: 10, note: 400, request: 2_000, tests: 10
  )

  /// - Parameter project: whose sources are shown.
  public init(_ project: Project) {
    self.project = project
    redaction = Redaction()
  }

  /// All of it as one text.
  public func text(of diagnosis: Diagnosis, language: String) -> String {
    var parts = ["language: \(language)", "supposed cause: \(note(diagnosis.cause)) (\(note(diagnosis.category)))"]
    parts += diagnosis.exceptions.prefix(Self.limit.exceptions).map(section)
    let evidence = diagnosis.evidence.prefix(Self.limit.evidence).map { "- \(note($0.kind)): \(note($0.text))" }
    if !evidence.isEmpty { parts.append("seen:\n" + evidence.joined(separator: "\n")) }
    if let reproduction = diagnosis.reproduction { parts += section(reproduction) }
    let places = Excerpts.places(of: diagnosis)
    parts += Excerpts(project).pages(places) { [redaction] in redaction.source($0) }
    return parts.joined(separator: "\n\n")
  }

  private func section(_ exception: ThrownException) -> String {
    let message = plain(redaction.text(exception.message.cut(to: Self.limit.message)))
    let frames = exception.frames.filter(\.project).prefix(Self.limit.frames).map { frame in
      "  \(note(frame.file)):\(frame.line) in \(note(frame.symbol ?? "-"))"
    }
    return (["exception: \(note(exception.type)): \(message)", "frames of the project, innermost first:"] + frames)
      .joined(separator: "\n")
  }

  private func section(_ reproduction: Reproduction) -> [String] {
    if let request = reproduction.request {
      let headers = request.headers.prefix(20).map { redaction.text($0.joined(separator: ": ")) }
      let lines = ["\(request.method) \(request.target)"] + headers + ["", request.body ?? ""]
      return [
        "request that fails:\n" + plain(redaction.text(lines.joined(separator: "\n")).cut(to: Self.limit.request))
      ]
    }
    if reproduction.tests.isEmpty { return [] }
    return [
      "tests that fail:\n" + reproduction.tests.prefix(Self.limit.tests).map { "- \(note($0))" }.joined(separator: "\n")
    ]
  }

  private func note(_ text: String) -> String { redaction.text(text.line(of: Self.limit.note)) }

  /// Without control characters other than the ends of lines and tabs.
  private func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }))
  }
}
