public import CHomeostasisPlugin
import Healing
import HomeostasisSDK
import LanguageKit

/// A patcher that does what a careless colleague does: it replaces the faulty line with one that passes the tests, and
/// has not thought further. The demo names it in its configuration, to show what the watch does about such patches.
struct CarelessPatcher: PatcherStage {
  static let descriptor = StageDescriptor(
    id: "org.example.careless-patcher", version: "1.0.0",
    summary: "replaces the faulty line with lines of its settings",
    settings: """
      {"type": "object", "additionalProperties": false, "required": ["when", "lines"],
       "properties": {
         "when": {"type": "string", "description": "the class of exceptions that it answers"},
         "lines": {"type": "array", "minItems": 1, "description": "one patch each, the first is its favourite",
                   "items": {"type": "string"}}}}
      """,
    needs: [.files], capabilities: .pure)

  private let when: String
  private let lines: [String]
  private let host: StageHost

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    when = settings["when"]?.text ?? ""
    lines = (settings["lines"]?.array ?? []).compactMap(\.text)
    self.host = host
  }

  func propose(_ diagnosis: Diagnosis, _ call: StageCall) throws(StageFailure) -> [Patch] {
    guard diagnosis.exceptions.first?.type == when, let place = diagnosis.locations.first else {
      throw StageFailure(.unsupported, code: "careless.other", place: diagnosis.id, message: "not my kind of error")
    }
    guard let source = try host.files.read(FileRead(path: place.file)).text else { return [] }
    let before = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard before.indices.contains(place.line - 1) else { return [] }
    let indent = String(before[place.line - 1].prefix { $0 == " " })
    return lines.enumerated().map { number, line in
      var after = before
      after[place.line - 1] = indent + line
      let edited = EditedFile(
        path: place.file, before: Array(source.utf8), after: Array(after.joined(separator: "\n").utf8))
      return Patch(
        parent: diagnosis.id, base: call.service.tree, diff: UnifiedDiff.text([edited]),
        title: "Replace line \(place.line) of \(place.file)", template: "careless-\(number + 1)",
        score: 1 - Double(number) / 10, edits: 1, files: [edited.change])
    }
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(CarelessPatcher.self) }
