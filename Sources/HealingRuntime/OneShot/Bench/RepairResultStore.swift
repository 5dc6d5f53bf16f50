import Healing
import SystemCalls

/// The results of finished cases on disk: one file each, with the key of what it was measured on.
struct RepairResultStore {
  let folder: String

  private struct Kept: Codable {
    var key: String
    var result: RepairResult
  }

  func result(of name: String, _ key: String) -> RepairResult? {
    guard Files.exists(path(name)) else { return nil }
    // A file that cannot be read is one that was not finished: the case is run again.
    guard let text = try? Files.text(path(name)), let kept = try? JSON.decode(Kept.self, from: text), kept.key == key
    else { return nil }
    return kept.result
  }

  func keep(_ result: RepairResult, _ key: String) {
    // Not kept, it is measured again: nothing is lost but time.
    guard let bytes = try? JSON.bytes(Kept(key: key, result: result)) else { return }
    try? Files.replace(path(result.name), with: Array(bytes))
  }

  private func path(_ name: String) -> String { "\(folder)/\(name).json" }
}
