import FoundationEssentials
import Healing
import Testing
import TraceGrammar
import YAMLDocument

/// The grammars of the packs, as they stand in the source tree.
enum Grammars {
  static let all: [TraceGrammar] = [python, java, node, c, go, rust, swift]
  static let python = read("python/traces/traceback.yaml")
  static let java = read("java/traces/stack-trace.yaml")
  static let node = read("javascript/traces/v8.yaml")
  static let c = read("c/traces/sanitizer.yaml")
  static let go = read("go/traces/panic.yaml")
  static let rust = read("rust/traces/panic.yaml")
  static let swift = read("swift/traces/backtrace.yaml")
  static let parser = TraceParser(all)

  private static func read(_ path: String) -> TraceGrammar {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    do {
      let document = try YAMLDocument(path: "/\(root)/Plugins/Languages/\(path)").checked()
      return try TraceGrammar(document.json, place: path)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
