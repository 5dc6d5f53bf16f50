public import Healing
import LanguageKit

/// The result of a one-shot healing in the exchange format of static analyzers, SARIF 2.1.0: one result with the
/// suspected places, and with the accepted patch as its fix; where two disagree, with both.
public struct SARIFLog {
  private let report: HealReport
  private let root: String

  /// - Parameter root: absolute path of the tree.
  public init(_ report: HealReport, root: String) {
    self.report = report
    self.root = root
  }

  /// The whole log.
  /// - Throws: `heal.diff` when a patch cannot be read back.
  public func json() throws(StageFailure) -> JSONValue {
    var run: [String: JSONValue] = [
      "tool": ["driver": driver], "columnKind": "utf16CodeUnits",
      "originalUriBaseIds": ["SRCROOT": ["uri": .string("file://\(Self.escaped(root))/")]],
      "invocations": [["executionSuccessful": true, "exitCode": .integer(report.outcome == .accepted ? 0 : 1)]],
      "properties": ["outcome": .string(report.outcome.rawValue), "reason": .string(report.reason)],
    ]
    run["results"] = .array(report.reproduced || !report.locations.isEmpty ? [try result()] : [])
    return [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0", "runs": [.object(run)],
    ]
  }

  private var rule: String { report.exception ?? "failing-test" }

  private var driver: JSONValue {
    [
      "name": "Homeostasis", "version": .string(ProductVersion.text),
      "rules": [["id": .string(rule), "shortDescription": ["text": .string("A test ends with \(rule).")]]],
    ]
  }

  private func result() throws(StageFailure) -> JSONValue {
    var result: [String: JSONValue] = [
      "ruleId": .string(rule), "ruleIndex": 0, "level": "error",
      "message": ["text": .string(report.cause ?? "A test fails, and nothing is known of the cause.")],
    ]
    let places = report.locations.map(place)
    result["locations"] = .array(Array(places.prefix(1)))
    result["relatedLocations"] = .array(Array(places.dropFirst().prefix(9)))
    var fixes: [JSONValue] = []
    for change in report.patch.map({ [$0] }) ?? report.alternatives ?? [] { fixes.append(try fix(change)) }
    if !fixes.isEmpty { result["fixes"] = .array(fixes) }
    return .object(result)
  }

  private func place(_ place: HealReport.Place) -> JSONValue {
    [
      "physicalLocation": [
        "artifactLocation": artifact(place.file), "region": ["startLine": .integer(Int64(place.line))],
      ]
    ]
  }

  private func artifact(_ path: String) -> JSONValue {
    ["uri": .string(Self.escaped(path)), "uriBaseId": "SRCROOT"]
  }

  private func fix(_ change: HealReport.Change) throws(StageFailure) -> JSONValue {
    let files: [FileDiff]
    do throws(DiffFailure) { files = try UnifiedDiff.parse(change.diff) } catch {
      throw StageFailure(.failed, code: "heal.diff", place: change.template, message: "\(error)")
    }
    return [
      "description": ["text": .string("\(change.title) [\(change.template)]")],
      "artifactChanges": .array(
        files.map { file in
          ["artifactLocation": artifact(file.path), "replacements": .array(file.hunks.flatMap(replacements))]
        }),
    ]
  }

  /// One replacement for each run of lines that goes or comes.
  private func replacements(_ hunk: FileDiff.Hunk) -> [JSONValue] {
    var replacements: [JSONValue] = []
    var line = hunk.oldStart + (hunk.lines.allSatisfy { if case .added = $0 { true } else { false } } ? 1 : 0)
    var (removed, added): (Int, String) = (0, "")
    func close() {
      if removed == 0 && added.isEmpty { return }
      let start = line - removed
      replacements.append([
        "deletedRegion": [
          "startLine": .integer(Int64(start)), "startColumn": 1, "endLine": .integer(Int64(line)), "endColumn": 1,
        ],
        "insertedContent": ["text": .string(added)],
      ])
      (removed, added) = (0, "")
    }
    for entry in hunk.lines {
      switch entry {
      case .kept:
        close()
        line += 1
      case .removed:
        removed += 1
        line += 1
      case .added(let text): added += text
      }
    }
    close()
    return replacements
  }

  /// A path as a part of a URI.
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || "/-._~".utf8.contains(byte)
        ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
