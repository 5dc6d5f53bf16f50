import Glibc
import Healing
import HealingTesting
import Orchestration

/// Walks a course in a process of its own, for what ends the process.
///
///     CourseWalker everywhere   a way through all states; HOMEOSTASIS_FAILURE_POINT chooses where it is killed
///     CourseWalker impossible   gives a state an input that it cannot take
///
/// Not an exit test of Swift Testing, which waits for any child that ends, and for ever where a zombie hides the one
/// that it started.
@main struct CourseWalker {
  static func main() async {
    switch CommandLine.arguments.dropFirst().first {
    case "everywhere":
      await EveryState.walk()
      print("walked")
    case "impossible":
      var course = Course(Sample.incident())
      _ = course.receive(.promoted(Sample.rollout(.promoted)), at: .unknown)
    default:
      exit(2)
    }
  }
}
