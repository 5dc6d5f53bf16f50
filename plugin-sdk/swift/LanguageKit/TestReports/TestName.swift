/// The name of a test, the same whether it was written as a path with `::`, with dots, or with its parameters or not.
struct TestName: Hashable {
  private let key: String

  init(_ name: String) {
    let (path, parameters) = name.firstIndex(of: "[").map { (name[..<$0], name[$0...]) } ?? (name[...], "")
    var parts = path.split { $0 == "/" || $0 == "\\" }.flatMap { $0.split(separator: "::") }.map(String.init)
    // The file's ending is no part of the module's name; a later dot belongs to a class or a function.
    if parts.count > 1 || path.contains("::") {
      for index in parts.indices where parts[index].contains(".") && index + 1 < parts.count {
        parts[index] = Self.withoutEnding(parts[index])
      }
    }
    key = parts.joined(separator: ".") + parameters
  }

  /// An order of all names.
  var order: String { key }

  /// Whether this is a test of the module or class that `other` names.
  func isPart(of other: TestName) -> Bool { key.hasPrefix(other.key + ".") }

  private static func withoutEnding(_ file: String) -> String {
    guard let dot = file.lastIndex(of: "."), file.distance(from: dot, to: file.endIndex) <= 5 else { return file }
    return String(file[..<dot])
  }
}
