import Glibc
import SystemCalls
import TestSupport
import Testing

/// The stories of `examples`, played for real.
@Suite(.serialized) struct DemoTests {
  @Test(arguments: [
    ("python", "shop"), ("javascript", "shop-javascript"), ("java", "shop-java"), ("c", "shop-c"),
  ]) func theDemoHoldsWhatItShows(_ language: String, _ folder: String) throws {
    var command = Command(
      SpawnRequest(
        try Built.product("homeostasis"), ["demo", "--ci", "--language", language], environment: Built.environment))
    command.wallLimit = .seconds(240)
    let result = try command.run()
    #expect(result.succeeded, "\(result.text)\n\(result.errorText)")
    for line in try Files.text("\(Built.root)/examples/\(folder)/transcript").split(separator: "\n") {
      #expect(result.text.contains(line), "the transcript says: \(line)")
    }
  }

  @Test func aDemoNamesWhatItCannotPlay() throws {
    var request = SpawnRequest(
      try Built.product("homeostasis"), ["demo", "--language", "cobol"], environment: Built.environment)
    let unknown = try Command(request).run()
    #expect(unknown.ending.code == 2 && unknown.errorText.contains("c, java, javascript, python"))
    request.arguments = ["demo", "--language", "java"]
    request.environment["PATH"] = "/nowhere"
    let missing = try Command(request).run()
    #expect(missing.ending.code == 1 && missing.errorText.contains("apt-get install default-jdk-headless make"))
  }

  @Test func anInterruptedDemoLeavesNothingBehind() throws {
    let (read, write) = try OwnedFile.pipe()
    var request = SpawnRequest(try Built.product("homeostasis"), ["demo"], environment: Built.environment)
    request.files = [1: write, 2: write]
    let demo = try request.spawn()
    request.files = [:]
    var said = ""
    while !said.contains("3 s ") { said += String(decoding: try read.read(4096), as: UTF8.self) }
    let service = try #require(said.split(separator: " ").first { $0.hasPrefix("127.0.0.1:") }).dropLast()
    demo.signal(SIGINT)
    #expect(try demo.wait().code == 1)
    let port = service.split(separator: ":")[1]
    let listening = try Command(
      SpawnRequest(
        "sh", ["-c", "grep -i \":$(printf %04X \(port)) \" /proc/net/tcp | grep ' 0A '"], environment: Built.environment
      )
    ).run()
    #expect(!listening.succeeded, "the shop still listens: \(listening.text)")
  }
}
