import Glibc
import Healing
import HealingRuntime
import LoadGenerator
import SystemCalls

/// What a demo plays: `story.json` of a folder of `examples`, beside the configuration and the service.
struct DemoStory: Decodable {
  /// The id of the service's language.
  let language: String
  /// Programs that the service is built, run and tested with, and Debian's package of each.
  let needs: [String: String]
  /// What the customers of the shop always ask.
  private let everyday: [Request]
  /// What wakes the bug of each act.
  private let acts: [[Request]]

  private struct Request: Decodable {
    let target: String
    /// Nil: a GET without one.
    let body: JSONValue?

    var sent: LoadRequest {
      // A value that was read can be written.
      guard let body, let text = try? JSON.text(body) else { return LoadRequest("GET", target) }
      return LoadRequest("POST", target, body: text)
    }
  }

  /// The folders with stories, by language.
  static let folders = ["c": "shop-c", "java": "shop-java", "javascript": "shop-javascript", "python": "shop"]
  static var languages: [String] { folders.keys.sorted() }

  /// Requests a second of the everyday load.
  static let rate = 80.0
  /// Requests a second that wake a bug: enough of them fail in the one second until the patch serves to show what is gone.
  private static let bugRate = 16.0

  /// - Throws: what is missing on this machine, with what to install.
  init(in folder: String) throws(CommandFailure) {
    do { self = try JSON.decode(from: Array(Files.read("\(folder)/story.json"))) } catch {
      throw CommandFailure(.failed, "\(folder)/story.json cannot be read: \(error)")
    }
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    let folders = path.split(separator: ":")
    let missing = needs.filter { need in !folders.contains { Files.exists("\($0)/\(need.key)") } }
    guard missing.isEmpty else {
      let packages = Set(missing.values).sorted().joined(separator: " ")
      throw CommandFailure(
        .failed,
        """
        the demo of \(language) needs \(missing.keys.sorted().joined(separator: ", ")), which PATH does not have; \
        on Debian: apt-get install \(packages)
        """)
    }
  }

  /// Whether a second bug wakes, which careless patches answer first.
  var hasSecondAct: Bool { acts.count > 1 }

  func everyday(_ port: UInt16) -> LoadPlan {
    LoadPlan(port: port, connections: 16, rate: Self.rate, requests: everyday.map(\.sent))
  }

  /// - Parameter number: from 1.
  func act(_ number: Int, _ port: UInt16) -> LoadPlan {
    LoadPlan(port: port, connections: 4, rate: Self.bugRate, requests: acts[number - 1].map(\.sent))
  }
}
