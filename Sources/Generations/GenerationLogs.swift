import Glibc
import SystemCalls

/// The log files of a service's generations: one each, with those that were put aside when they grew too long.
struct GenerationLogs: Sendable {
  private static let mark = "{generation}"

  private let folder: String
  /// What stands before and after the number; nil: all generations write to one file.
  private let parts: (before: Substring, after: Substring)?

  /// - Parameter pattern: the absolute path of a file, with `{generation}` in its name.
  init(_ pattern: String) {
    folder = Files.parent(of: pattern)
    let name = Substring(Files.name(of: pattern))
    parts = name.firstRange(of: Self.mark).map { (name[..<$0.lowerBound], name[$0.upperBound...]) }
  }

  /// Removes the files of all generations but these. What cannot be removed is tried again the next time.
  func remove(except kept: Set<Int64>) {
    // Before the first generation there is no folder.
    for name in (try? Files.list(folder)) ?? [] {
      guard let generation = generation(of: name), !kept.contains(generation) else { continue }
      unlink("\(folder)/\(name)")
    }
  }

  /// `shop.7.log` and `shop.7.log.2` are of generation 7; `shop.7.log.gz` is somebody else's.
  private func generation(of name: String) -> Int64? {
    guard let parts, name.hasPrefix(parts.before) else { return nil }
    let rest = name.dropFirst(parts.before.count)
    let number = rest.prefix { $0.isASCII && $0.isNumber }
    var end = rest.dropFirst(number.count)
    guard end.hasPrefix(parts.after) else { return nil }
    end = end.dropFirst(parts.after.count)
    guard end.isEmpty || (end.first == "." && Int(end.dropFirst()) != nil) else { return nil }
    return Int64(number)
  }
}
