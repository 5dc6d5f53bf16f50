import ForeignFunctions
import Healing
import SystemCalls
import TestSupport

/// The library of the fixtures, compiled once for all tests.
enum FunctionLibrary {
  private static let made = Result {
    let folder = try TemporaryFolder()
    let source = "\(Built.root)/Tests/Fixtures/Functions/functions.c"
    let library = "\(folder.path)/functions.so"
    let result = try Command(
      SpawnRequest(
        "cc", ["-Wall", "-Wextra", "-fPIC", "-shared", source, "-o", library], environment: Built.environment)
    ).run()
    if !result.succeeded { throw DoesNotCompile(output: result.errorText) }
    return (folder, library)
  }

  static func path() throws -> String { try made.get().1 }

  /// The settings of a stage that calls one of its functions.
  static func settings(
    _ function: String, _ arguments: [JSONValue] = [], returns: JSONValue, _ others: [String: JSONValue] = [:]
  ) throws -> JSONValue {
    var settings: [String: JSONValue] = [
      "library": .string(try path()), "function": .string(function), "arguments": .array(arguments),
      "returns": returns,
    ]
    settings.merge(others) { _, new in new }
    return .object(settings)
  }

  struct DoesNotCompile: Error { let output: String }

  static func incident(_ title: String) -> Incident {
    Incident(
      id: "i1", parent: "e1", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: title,
      firstSeen: .unknown, lastSeen: .unknown, count: 3)
  }
}
