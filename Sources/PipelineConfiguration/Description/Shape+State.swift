import Healing
import YAMLDocument

extension Shape where Value == StateLocation {
  /// `memory` or `sqlite:PATH`.
  static var state: Shape<StateLocation> {
    Shape(
      schema: [
        "type": "string", "pattern": "^(memory|sqlite:.+)$", "examples": ["sqlite:.homeostasis/state.db", "memory"],
      ]
    ) { node, path, reading in
      let wanted = "must be memory or sqlite: with the path of a file"
      guard let text = node.text, !text.isEmpty else {
        reading.wrong(path, "\(wanted), not \(node.named)")
        return nil
      }
      if text == "memory" { return .memory }
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "sqlite", !parts[1].isEmpty, !text.utf8.contains(0) else {
        let near = Suggestion.didYouMean(String(parts[0]), among: ["memory", "sqlite"])
        let isPath = parts.count == 1 && text.contains("/")
        reading.wrong(path, "\(wanted), not \(node.named)", isPath ? "write sqlite:\(text)" : near)
        return nil
      }
      let file = String(parts[1])
      if FilePath.looksUnexpanded(file) {
        reading.doubtful(path, "\(file.brief) is taken as it stands", FilePath.noVariables)
      }
      let place = FilePath.absolute(file, in: reading.folder)
      guard FilePath.kind(of: place) != .folder else {
        reading.wrong(path, "\(place) is a folder: name a file in it", "write \(text)/state.db")
        return nil
      }
      return .sqlite(path: place)
    }
  }
}
