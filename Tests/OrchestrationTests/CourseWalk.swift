import SystemCalls
import TestSupport

/// A course that is walked by a process of its own, which may die of it.
enum CourseWalk {
  /// Blocks until the process ended; one that gets nowhere is ended after a minute, which the result's reason says.
  static func run(_ way: String, failurePoint: String? = nil) throws -> Command.Result {
    var request = SpawnRequest(try Built.product("CourseWalker"), [way], environment: Built.environment)
    request.environment["HOMEOSTASIS_FAILURE_POINT"] = failurePoint
    var command = Command(request)
    command.wallLimit = .seconds(60)
    return try command.run()
  }
}
