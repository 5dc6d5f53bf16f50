import Healing

/// The keys under `grants` of a stage: what the host does for its plugin, and what the plugin's process may do.
enum GrantsKeys {
  static let files = Key(
    "files", .list(of: GrantShapes.file, atLeast: 1),
    "Files and folders: source for the service's own tree, a path to read, or {path, access: write}.")
  static let exec = Key(
    "exec", .list(of: GrantShapes.program, atLeast: 1),
    "Programs that the host runs for it, with any arguments, as the host's user.")
  static let http = Key(
    "http", .list(of: GrantShapes.address, atLeast: 1),
    "Where the host sends HTTP requests for it: host:port, or {to: host:port, sockets: true} to let its own process "
      + "connect, too.")
  static let secrets = Key(
    "secrets", .list(of: GrantShapes.secret, atLeast: 1),
    "Secrets by their names, each with its environment variable or its file.")
  static let state = Key(
    "state", GrantShapes.size, "How much it may keep over restarts: 64KiB, 1MiB, at most 16MiB.")
  static let pack = flag(.pack, "The language pack. Granted unless this is false.")
  static let progress = flag(.progress, "Signs of life, for the display. Granted unless this is false.")
  static let clock = flag(.clock, "The host's time. Granted unless this is false.")
  static let sandbox = flag(.sandbox, "Commands in a throw-away copy of the service's tree.")
  static let trial = flag(.trial, "Patches tried in a warm copy of the service's tree.")
  static let generations = flag(.generations, "The service's generations: stage, start, switch, retire.")

  private static let flags = [pack, progress, clock, sandbox, trial, generations]
  static let all: [any SectionKey] = [files, exec, http, secrets, state] + flags

  static let shape = Shape<ListedGrants>.section("grants", keys: all) { section in
    var grants = Grants()
    for entry in section[files] ?? [] {
      if let entry { grants.files.append(entry) } else { grants.readsSource = true }
    }
    grants.programs = section[exec] ?? []
    grants.addresses = section[http] ?? []
    grants.secrets = section[secrets] ?? []
    grants.stateBytes = section[state]
    reportTwins(grants.secrets.map(\.name), section)
    var withheld: Set<HostServiceID> = []
    for id in HostServiceID.allCases {
      guard let key = flags.first(where: { $0.name == id.grantKey }), let isGranted = section[key] else { continue }
      if isGranted { grants.services.insert(id) } else { withheld.insert(id) }
    }
    return ListedGrants(grants, withheld: withheld)
  }

  private static func flag(_ id: HostServiceID, _ meaning: String) -> Key<Bool> {
    Key(id.grantKey, GrantShapes.flag, meaning)
  }

  private static func reportTwins(_ names: [String], _ section: Section) {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
      section.reading.wrong(
        section.path + [secrets.name, "\(index)"], "there is a secret \(name.brief.debugDescription) already")
    }
  }
}
