import SystemCalls

/// A model server of the tests, `Tests/Fixtures/ModelServer/server.py`; it ends with its object.
public final class ModelServer: Sendable {
  /// On 127.0.0.1.
  public let port: Int
  private let child: ChildProcess
  /// The server ends when this is closed.
  private let input: OwnedFile
  private let folder: TemporaryFolder

  /// Starts it, and returns once it listens.
  /// - Parameter answers: what models write, by the last part of their names.
  public init(_ answers: [String: String]) throws {
    folder = try TemporaryFolder("homeostasis-models")
    for (name, text) in answers { try folder.write("\(name).txt", text) }
    let (ours, theirs) = (try OwnedFile.pipe(), try OwnedFile.pipe())
    var request = SpawnRequest(
      "python3", ["\(Built.root)/Tests/Fixtures/ModelServer/server.py", folder.path], environment: Built.environment)
    request.files = [0: theirs.read, 1: ours.write]
    child = try request.spawn()
    input = theirs.write
    var line: [UInt8] = []
    while line.last != UInt8(ascii: "\n") {
      let bytes = try ours.read.read(64)
      if bytes.isEmpty { throw NotStarted() }
      line += bytes
    }
    guard let port = Int(String(decoding: line.dropLast(), as: UTF8.self)) else { throw NotStarted() }
    self.port = port
  }

  deinit {
    child.signal(15)
    _ = try? child.wait()  // It is gone either way.
  }

  /// The requests so far, one JSON object each.
  public func requests() throws -> [String] {
    let file = "\(folder.path)/requests.jsonl"
    return Files.exists(file) ? try Files.text(file).split(separator: "\n").map(String.init) : []
  }

  struct NotStarted: Error {}
}
