import Healing
import YAMLDocument

extension Shape where Value == String {
  /// A folder that exists, relative to the file's own.
  static var folder: Shape<String> {
    path("a folder", example: "./shop") { place, text, path, reading in
      switch FilePath.kind(of: place) {
      case .folder: return true
      case .other: reading.wrong(path, "\(place) is not a folder")
      case .missing:
        reading.wrong(path, "the folder \(place) does not exist", FilePath.advice(on: text, missing: place))
      case .unreadable(let reason): reading.wrong(path, "the folder \(place) cannot be looked at: \(reason)")
      }
      return false
    }
  }

  /// A file that may appear later, relative to the file's own folder.
  static var file: Shape<String> {
    path("a file", example: "logs/shop.log") { place, text, path, reading in
      if FilePath.looksUnexpanded(text) {
        reading.doubtful(path, "\(text.brief) is taken as it stands", FilePath.noVariables)
      }
      guard FilePath.kind(of: place) == .folder else { return true }
      reading.wrong(path, "\(place) is a folder and not a file")
      return false
    }
  }

  /// A path within the folder of a service, there or not.
  static var below: Shape<String> {
    Shape(schema: ["type": "string", "minLength": 1, "examples": ["uploads"]]) { node, path, reading in
      guard let text = node.text, !text.isEmpty, !text.utf8.contains(0) else {
        reading.wrong(path, "must be a path below source, not \(node.named)", node.inQuotes)
        return nil
      }
      let steps = text.split(separator: "/", omittingEmptySubsequences: false)
      if text.hasPrefix("/") || steps.contains("..") {
        reading.wrong(path, "must be a path below source, and \(text.brief) leads out of it")
        return nil
      }
      let plain = steps.filter { !$0.isEmpty && $0 != "." }.joined(separator: "/")
      if plain.isEmpty { reading.wrong(path, "must be a path below source, not source itself") }
      return plain.isEmpty ? nil : plain
    }
  }

  private static func path(
    _ wanted: String, example: String, accept: @escaping @Sendable (String, String, [String], Reading) -> Bool
  ) -> Shape {
    Shape(schema: ["type": "string", "minLength": 1, "examples": [.string(example)]]) { node, path, reading in
      guard let text = node.text, !text.isEmpty else {
        reading.wrong(path, "must be the path of \(wanted), not \(node.named)", node.inQuotes)
        return nil
      }
      guard !text.utf8.contains(0) else {
        reading.wrong(path, "must be the path of \(wanted), which holds no zero byte")
        return nil
      }
      let place = FilePath.absolute(text, in: reading.folder)
      return accept(place, text, path, reading) ? place : nil
    }
  }
}
