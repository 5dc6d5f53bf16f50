import Healing

/// The keys of one service.
enum ServiceKeys {
  static let language = Key(
    "language", .text("the name of a language pack such as python", examples: ["python"]),
    "The language pack that knows its traces, its tests and its repairs.", absence: .isWrong)
  static let source = Key(
    "source", .folder, "The folder that patches apply to, relative to this file.", absence: .isWrong)
  static let run = Key(
    "run", .command, "The command that starts it, as a list of words. Leave it out when something else runs it.")
  static let listen = Key(
    "listen", .address, "Where it listens. The socket is lent to each generation of it; port 0 lets the kernel choose.")
  static let health = Key(
    "health", .urlPath, "The path that answers 200 while it is healthy. Asked before a new generation gets requests.")
  static let test = Key("test", .command, "The command that runs its tests, as a list of words.")
  static let mode = Key("mode", .choice() as Shape<Mode>, "How far Homeostasis may go with this service.")
  static let logs = Key(
    "logs", .list(of: .file), "Its log files, relative to this file.", absence: .means([], written: []))
  static let shared = Key(
    "shared", .list(of: .below),
    "Files and folders below source that belong to the running service, such as uploads: every generation has the same.",
    absence: .means([], written: []))
  static let healthTimeout = wait(
    "health-timeout", "How long a new generation may take until it is healthy; then it is given up.")
  static let drainTimeout = wait(
    "drain-timeout", "How long an old generation may take to finish what it has begun; then it is killed.")

  static let all: [any SectionKey] = [
    language, source, run, listen, health, test, mode, logs, shared, healthTimeout, drainTimeout,
  ]

  private static func wait(_ name: String, _ meaning: String) -> Key<Duration> {
    Key(name, .duration, meaning, absence: .means(.seconds(30), written: "30s"))
  }

  /// What only means something where Homeostasis runs the service.
  private static let ofRunning: [any SectionKey] = [shared, healthTimeout, drainTimeout]

  static let shape = Shape<ServiceDraft>.section("a service", keys: all) { section in
    if section[health] != nil, !section.gives(listen) {
      section.reading.wrong(
        section.path + ["health"], "health is asked at the address of listen, which is missing",
        "add listen: 127.0.0.1:8080")
    }
    for key in ofRunning where section.gives(key) && !section.gives(run) {
      section.reading.wrong(
        section.path + [key.name], "this is for a service that Homeostasis runs", "add run, or remove \(key.name)")
    }
    var service = Service(
      name: section.name, language: section[language] ?? "", source: section[source] ?? "", run: section[run] ?? [],
      listen: section[listen], health: section[health], test: section[test] ?? [], mode: .observe,
      logs: section.value(logs))
    service.shared = section.value(shared)
    service.healthTimeout = section.value(healthTimeout)
    service.drainTimeout = section.value(drainTimeout)
    return ServiceDraft(service: service, mode: section[mode])
  }
}
