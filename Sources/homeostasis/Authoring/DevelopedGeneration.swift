import Healing
import PluginHost

/// One version of a plugin that is being written: whether it builds and loads, and what it says to recorded incidents.
struct DevelopedGeneration: Encodable, Sendable {
  /// What became of it.
  enum Standing: String, Encodable { case good, different, notBuilt = "not-built", notLoaded = "not-loaded" }

  /// What it says to one incident.
  struct Reply: Encodable {
    /// The file, below the folder.
    let incident: String
    let answer: JSONValue
    /// Whether it is what `expected.json` has; nil: there is none.
    let expected: Bool?
    /// The lines that differ from what is expected, or else from the last generation; nil: none.
    let difference: String?
    /// Whether it is another answer than that of the last generation; nil: that said nothing to this incident.
    let changed: Bool?
  }

  /// From 1; counts those that do not build, too.
  let generation: Int
  var standing = Standing.good
  var plugin: String?
  var version: String?
  var kind: PluginDescription.Kind?
  /// SHA-256 of the library.
  var hash: String?
  /// The generation that its answers are compared with; nil: it is the first that could be loaded.
  var last: Int?
  var buildMs: Double = 0
  var replayMs: Double = 0
  /// What the compiler wrote.
  var output = ""
  /// Why it could not be built or loaded.
  var error: String?
  var replies: [Reply] = []

  init(_ generation: Int) { self.generation = generation }

  private enum CodingKeys: String, CodingKey {
    case generation, standing, plugin, version, kind, hash, last, buildMs = "build_ms", replayMs = "replay_ms", output,
      error, replies
  }

  /// For people.
  var page: String {
    var lines: [String] = []
    switch standing {
    case .notBuilt: lines.append("generation \(generation)  cannot be built")
    case .notLoaded: lines.append("generation \(generation)  cannot be loaded: \(error ?? "")")
    case .good, .different:
      let times = "built in \(Self.seconds(buildMs)), \(replies.count) replayed in \(Self.seconds(replayMs))"
      lines.append("generation \(generation)  \(plugin ?? "") \(version ?? "")  \(times)")
    }
    for reply in replies {
      let verdict = reply.expected.map { $0 ? "as expected" : "not as expected (- expected, + said)" }
      let change = reply.changed.map { $0 ? "differs from generation \(last ?? 0)" : "as generation \(last ?? 0)" }
      lines.append("  \(reply.incident)  \([verdict, change].compactMap { $0 }.joined(separator: ", "))")
      if let difference = reply.difference {
        lines += difference.split(separator: "\n").map { "    \($0)" }
      } else if verdict == nil && change == nil {
        lines.append("    it says \(reply.answer["records"]?.array?.count ?? 0) records")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func seconds(_ milliseconds: Double) -> String {
    milliseconds < 1000 ? "\(Int(milliseconds.rounded())) ms" : "\((milliseconds / 100).rounded() / 10) s"
  }
}
