import Healing
import HealingRuntime
import IncidentStore
import LanguageKit
import LanguagePacks
import Learning
import SystemCalls

extension Commands {
  static let templates = CommandDescription(
    name: "templates", summary: "show what patches are made of, and try it",
    examples: [
      "homeostasis templates list --language python", "homeostasis templates test --language python key-guard",
    ],
    subcommands: [
      CommandDescription(
        name: "list", summary: "list the templates of the language packs",
        options: [.output, language, record],
        examples: ["homeostasis templates list", "homeostasis templates list --language go --output json"],
        run: listTemplates),
      CommandDescription(
        name: "show", summary: "show one template with its example", operands: "ID", options: [.output, language],
        examples: ["homeostasis templates show key-guard --language python"], run: showTemplate),
      CommandDescription(
        name: "test", summary: "try templates on their own examples", operands: "[ID]", options: [.output, language],
        examples: ["homeostasis templates test", "homeostasis templates test --language python key-guard"],
        run: testTemplates),
    ])

  private static let language = OptionDescription(
    name: "--language", value: "ID", summary: "of this language pack only (default: all)")
  private static let record = OptionDescription(
    name: "--config", value: "FILE", summary: "a pipeline file: tell how often each was right there")

  @Sendable private static func listTemplates(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    try invocation.noOperands()
    let counts = try await record(invocation)
    var rows: [TemplateRow] = []
    var failures: [PackFailure] = []
    for library in try libraries(invocation) {
      rows += library.templates.map { TemplateRow($0, of: library.pack.id, counts) }
      failures += library.failures
    }
    if invocation.wantsJSON {
      try Output.json(rows)
    } else {
      var table = TextTable(header: ["language", "template", "score", "kind", "right", "wrong", "title"])
      for row in rows {
        let kind = row.suppresses ? "hides" : row.isOperator ? "any code" : "crash"
        table.rows.append([
          row.language, row.id, hundredths(row.score), kind, row.right.map { hundredths($0) } ?? "-",
          row.wrong.map { hundredths($0) } ?? "-", row.title,
        ])
      }
      Terminal.out(table.text)
    }
    for failure in failures { Terminal.error("\(failure)") }
    return failures.isEmpty ? .done : .failed
  }

  @Sendable private static func showTemplate(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let id = try invocation.operand("id of a template")
    var found: [TemplateRow] = []
    for library in try libraries(invocation) {
      guard case .success(let template) = library.template(named: id) else { continue }
      found.append(TemplateRow(template, of: library.pack.id, [:]))
    }
    guard let first = found.first else { throw CommandFailure(.notFound, "there is no template \(id)") }
    if found.count > 1 {
      throw CommandFailure(
        .usage, "\(found.map(\.language).joined(separator: ", ")) have a template \(id): say --language ID")
    }
    if invocation.wantsJSON {
      try Output.json(first)
    } else {
      Terminal.line("template  \(first.id)\nlanguage  \(first.language)\ntitle     \(first.title)")
      Terminal.line("score     \(hundredths(first.score))\nrisk      \(first.risk)\n")
      Terminal.out(first.example)
    }
    return .done
  }

  @Sendable private static func testTemplates(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let wanted = invocation.operands.isEmpty ? nil : try invocation.operand("id of a template")
    var (tried, broken): (Int, [BrokenTemplate]) = (0, [])
    for library in try libraries(invocation) {
      let (templates, failures) = chosen(wanted, of: library)
      broken += failures.map { BrokenTemplate(library.pack.id, $0) }
      tried += templates.count
      for template in templates {
        let made = library.madeOfExample(by: template)
        if made != template.example.after { broken.append(BrokenTemplate(library.pack.id, template, made)) }
      }
    }
    if tried == 0, broken.isEmpty { throw CommandFailure(.notFound, "there is no template \(wanted ?? "")") }
    if invocation.wantsJSON {
      try Output.json(TemplateTrial(tried: tried, broken: broken))
    } else {
      for one in broken { Terminal.line("\(one.language) \(one.template): \(one.reason)") }
      Terminal.line("\(tried) templates tried, \(broken.count) broken")
    }
    return broken.isEmpty ? .done : .failed
  }

  /// One template or all, and what of them does not load.
  private static func chosen(_ id: String?, of library: TemplateLibrary) -> ([Template], [PackFailure]) {
    guard let id else { return (library.templates, library.failures) }
    return switch library.template(named: id) {
    case .success(let template): ([template], [])
    case .failure(let failure): ([], [failure])
    case nil: ([], [])
    }
  }

  private static func hundredths(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }

  private static func libraries(_ invocation: Invocation) throws(CommandFailure) -> [TemplateLibrary] {
    let installation: Installation
    do throws(SystemError) { installation = try Installation.current() } catch {
      throw CommandFailure(error, doing: "this installation is not whole")
    }
    let shelf = PackShelf(folders: installation.languages, grammars: installation.grammars)
    do throws(StageFailure) {
      let languages = invocation["--language"].map { [$0] } ?? shelf.languages
      return try languages.map { language throws(StageFailure) in try TemplateLibrary(language, from: shelf) }
    } catch { throw CommandFailure(error) }
  }

  /// By template; empty where no configuration was named.
  private static func record(_ invocation: Invocation) async throws(CommandFailure) -> [String: [TemplateCount]] {
    if invocation["--config"] == nil { return [:] }
    let store = try await invocation.store()
    let counts = try await asked { () async throws(StoreFailure) in
      try await store.templateCounts(of: nil, halfLife: BetaCount.halfLife)
    }
    return Dictionary(grouping: counts, by: \.template)
  }
}
