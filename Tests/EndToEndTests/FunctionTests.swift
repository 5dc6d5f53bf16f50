import Healing
import SystemCalls
import TestSupport
import Testing

/// The example of C functions in a pipeline, and what is said where a declaration does not fit its library.
@Suite(.serialized) struct FunctionTests {
  private let folder: TemporaryFolder
  private let example = "\(Built.root)/examples/c-function"

  init() throws {
    folder = try TemporaryFolder()
    for file in ["homeostasis.yaml", "service/queues.py", "service/test_queues.py"] {
      try folder.write(file, Files.text("\(example)/\(file)"))
    }
    try folder.write("shop.log", "")
    let compiled = try Command(
      SpawnRequest(
        "cc", ["-shared", "-fPIC", "\(example)/verdicts.c", "-o", "\(folder.path)/libverdicts.so"],
        environment: Built.environment)
    ).run()
    #expect(compiled.succeeded, "\(compiled.errorText)")
  }

  private func homeostasis(_ arguments: [String]) throws -> Command.Result {
    var command = Command(
      SpawnRequest(try Built.product("homeostasis"), arguments, environment: Built.environment, directory: folder.path))
    command.wallLimit = .seconds(60)
    return try command.run()
  }

  @Test func theExampleSaysWhatItsTranscriptHas() throws {
    let configuration = "\(folder.path)/homeostasis.yaml"
    let host = try RunningHost(configuration: configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    try Files.replace("\(folder.path)/shop.log", with: Files.read("\(example)/error.log"))
    let ended = try host.line { $0.contains("-> ended(") }
    let incident = try #require(try JSON.decode(JSONValue.self, from: ended)["incident"]?.text)
    #expect(try host.stop().code == 0)
    let told = try homeostasis(["incidents", "explain", incident, "--config", configuration, "--output", "json"])
    // What was answered is a golden test, too.
    #expect(try homeostasis(["plugin", "record", incident, "--config", configuration, "--out", "golden"]).succeeded)
    let golden = try JSON.decode(JSONValue.self, from: Files.text("\(folder.path)/golden/expected.json"))
    #expect(golden["records"]?.array?.map { $0["category"]?.text } == ["queue"])
    let all = (host.said + [told.text]).joined(separator: "\n")
    var rest = all[...]
    for line in try Files.text("\(example)/transcript").split(separator: "\n") {
      let found = rest.firstRange(of: String(line))
      #expect(found != nil, "\(line) is not in \(rest)")
      if let found { rest = rest[found.lowerBound...] }
    }
  }

  @Test(arguments: [
    ("function: queue_risk", "function: queue_rsk", ":38:21:", "does not export \"queue_rsk\" (it exports queue_risk"),
    ("from: incident.count", "from: incident.cuont", ":42:50:", "the record incident has no column “cuont”"),
    ("type: i64, from: incident.count", "type: int, from: incident.count", ":42:39:", "fields[0].type"),
    (
      "library: ./libverdicts.so\n          function: queue", "library: ./lib.so\n          function: queue", ":37:20:",
      "there is no library"
    ),
    (
      "type: buffer, from: event.trace", "type: f64, from: event.trace", ":44:",
      "event.trace is text, which cannot be handed over as f64"
    ),
  ])
  func aDeclarationThatDoesNotFitHasALine(_ right: String, _ wrong: String, _ place: String, _ words: String) throws {
    let text = try Files.text("\(example)/homeostasis.yaml")
    #expect(text.contains(right))
    let file = try folder.write("wrong.yaml", text.replacing(right, with: wrong))
    let result = try homeostasis(["check", file])
    #expect(result.ending.code != 0)
    let said = result.text + result.errorText
    let line = said.split(separator: "\n").first { $0.contains(words) }
    #expect(line?.contains("wrong.yaml\(place)") == true, "\(said)")
  }

  @Test func whatIsNoLibraryIsSaid() throws {
    for (content, words) in [("int x;", "not a shared library"), ("", "not a shared library")] {
      try folder.write("libverdicts.so", content)
      let result = try homeostasis(["check", "homeostasis.yaml"])
      #expect(result.ending.code != 0 && (result.text + result.errorText).contains(words), "\(result.errorText)")
    }
  }

  @Test func aFunctionIsNeverInTheHost() throws {
    let text = try Files.text("\(example)/homeostasis.yaml")
    let file = try folder.write("host.yaml", text.replacing("timeout: 2s", with: "place: host"))
    let result = try homeostasis(["check", file])
    #expect(result.succeeded && (result.text + result.errorText).contains("never loaded into the host"))
  }
}
