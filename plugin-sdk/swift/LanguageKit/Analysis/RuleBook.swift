public import Healing

/// The rules of a pack, in the order of their files. What does not load is told, file by file.
public struct RuleBook: Sendable {
  private let rules: [Rule]
  private let pack: LanguagePack
  /// What did not load.
  public let failures: [PackFailure]

  /// Reads the pack's `rules`.
  public init(_ pack: LanguagePack, from service: any PackService) throws(StageFailure) {
    self.pack = pack
    var rules: [Rule] = []
    var failures: [PackFailure] = []
    for name in try service.list(PackFolder(language: pack.id, folder: "rules")) where name.hasSuffix(".yaml") {
      let file = "rules/\(name)"
      let document = try service.document(PackDocument(language: pack.id, path: file))
      do throws(PackFailure) {
        let root = PackValue(document, file: file)
        try root.allow(["rules"])
        for item in try root.member("rules").items() { rules.append(try Rule(item)) }
      } catch {
        failures.append(error)
      }
    }
    self.rules = rules
    self.failures = failures
  }

  /// The ids of the rules, in order.
  public var ids: [String] { rules.map(\.id) }

  /// `diagnosis` with what the first rule that knows its root cause says; nil when none does, or the source is stale.
  public func explained(_ diagnosis: Diagnosis) -> Diagnosis? {
    if diagnosis.category == "stale-source" { return nil }
    for exception in diagnosis.exceptions {
      for rule in rules {
        guard let bindings = rule.bindings(exception), let cause = rule.cause.filled(bindings, pack) else { continue }
        var explained = diagnosis
        let place = diagnosis.locations.first.map { " (\($0.file):\($0.line))" } ?? ""
        explained.cause = cause + place
        explained.category = rule.category
        explained.confidence = rule.confidence
        explained.rule = rule.id
        return explained
      }
    }
    return nil
  }
}
