import Digest
import Glibc
import Healing
import SystemCalls

/// One program with a bug, as `repair-bench` finds it in a folder.
struct RepairCase: Sendable {
  let name: String
  /// Absolute; only read.
  let folder: String
  /// Run by `sh -c` in the tree.
  let test: String
  /// What it is counted with; the name of the case where it names none.
  let family: String

  var source: String { "\(folder)/source" }
  /// Laid over the patched tree for a second run of the tests; nil: there is nothing to judge by.
  var judge: String? { Files.isFolder("\(folder)/judge") ? "\(folder)/judge" : nil }
  /// A log with the failure; nil: only the tests show it.
  var trace: String? { Files.exists("\(folder)/trace") ? "\(folder)/trace" : nil }

  /// The cases of a folder, by name: every folder in it that holds a `source`.
  /// - Throws: `bench.case` where one has no `test`, `bench.empty` where there is none.
  static func all(in root: String) throws(StageFailure) -> [RepairCase] {
    var cases: [RepairCase] = []
    do throws(SystemError) {
      for name in try Files.list(root).sorted() where Files.isFolder("\(root)/\(name)/source") {
        let folder = "\(root)/\(name)"
        guard Files.exists("\(folder)/test") else {
          throw SystemError("open", "\(folder)/test", number: ENOENT)
        }
        let family = Files.exists("\(folder)/family") ? firstLine(try Files.text("\(folder)/family")) : name
        cases.append(
          RepairCase(name: name, folder: folder, test: firstLine(try Files.text("\(folder)/test")), family: family))
      }
    } catch {
      throw StageFailure(
        .invalid, code: "bench.case", place: root, message: "a case cannot be read: \(error); it needs source/ and test"
      )
    }
    if cases.isEmpty {
      throw StageFailure(
        .invalid, code: "bench.empty", place: root, message: "no folder in it has a source/; give a folder of cases")
    }
    return cases
  }

  /// Changes when anything that decides the result does.
  func key(budget: Duration) throws(SystemError) -> String {
    var digest = SHA256()
    digest.update("\(test)\u{0}\(budget)\u{0}".utf8)
    for part in ["source", "judge", "trace"] where Files.exists("\(folder)/\(part)") { try add(part, to: &digest) }
    return digest.finalizeHex()
  }

  private func add(_ path: String, to digest: inout SHA256) throws(SystemError) {
    digest.update("\(path)\u{0}".utf8)
    guard Files.isFolder("\(folder)/\(path)") else { return digest.update(try Files.read("\(folder)/\(path)")) }
    for name in try Files.list("\(folder)/\(path)").sorted() { try add("\(path)/\(name)", to: &digest) }
  }

  private static func firstLine(_ text: String) -> String { text.split(separator: "\n").first.map(String.init) ?? "" }
}
