import ForeignFunctions
import Healing
import PipelineConfiguration
import PluginHost
import SystemCalls

/// What the settings of the stages mean that call a function of a library. Nothing of the library is run.
enum FunctionMeaning {
  /// Nil: the plugin calls no functions.
  static func of(_ settings: JSONValue, for plugin: KnownPlugin) -> SettingsMeaning? {
    let records: FunctionRecords
    switch plugin.id {
    case "org.homeostasis.analyzer.function": records = .analyzer
    case "org.homeostasis.monitor.function": records = .monitor
    default: return nil
    }
    var meaning = SettingsMeaning()
    do throws(FunctionMistakes) { _ = try FunctionDeclaration(settings, records: records) } catch {
      meaning.mistakes = error.all.map { .init($0.path, $0.message, $0.suggestion) }
    }
    guard let library = settings["library"]?.text else { return meaning }
    meaning.mistakes += mistakes(in: library, settings)
    meaning.reads = [library]
    return meaning
  }

  private static func mistakes(in library: String, _ settings: JSONValue) -> [SettingsMeaning.Mistake] {
    guard Files.exists(library), !Files.isFolder(library) else {
      return [.init(["library"], "there is no library \(library)", "build it first, or mend the path")]
    }
    let exports: LibraryExports
    do throws(PluginFailure) { exports = try LibraryExports(path: library) } catch {
      return [.init(["library"], "the library \(library) cannot be used: \(error.reason)")]
    }
    var mistakes: [SettingsMeaning.Mistake] = []
    for key in ["function", "release"] {
      // `free` comes with every library that has the C library behind it.
      guard let name = settings[key]?.text, !exports.functions.contains(name), name != "free" else { continue }
      mistakes.append(
        exports.data.contains(name)
          ? .init([key], "\(name) is a variable of \(library) and no function")
          : .init([key], "\(library) does not export \(name.debugDescription)", advice(name, exports.functions)))
    }
    return mistakes
  }

  private static func advice(_ name: String, _ functions: Set<String>) -> String {
    let names = functions.sorted()
    // Only the beginning of a name is compared: names of C functions share it.
    let near = names.filter { $0.hasPrefix(name.prefix(3)) || $0.lowercased() == name.lowercased() }
    let shown = (near.isEmpty ? names : near).prefix(6)
    return shown.isEmpty
      ? "it exports no function: is it hidden, or static?"
      : "it exports \(shown.joined(separator: ", "))\(names.count > shown.count ? ", ..." : "")"
  }
}
