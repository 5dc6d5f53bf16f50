/// What the host does for one stage's plugin, and what the plugin's own process may do: the one list that host and
/// runner go by. Paths are absolute.
public struct Grants: Sendable, Hashable {
  /// The services without parameters that are granted.
  public var services: Set<HostServiceID> = []
  /// Whether files below the service's root may be read.
  public var readsSource = false
  /// Files and folders beside the service's root.
  public var files: [GrantedFile] = []
  /// Programs that the host runs for it.
  public var programs: [GrantedProgram] = []
  /// Where the host sends HTTP requests for it.
  public var addresses: [GrantedAddress] = []
  /// Secrets that it may ask for by name.
  public var secrets: [GrantedSecret] = []
  /// How many bytes of its own state are kept; nil: none.
  public var stateBytes: Int?
  /// Whether a monitor's own process may read every file and open sockets, because it has to see what is to be observed:
  /// one of this package. Of another, somebody lists what that is.
  public var observes = false
  /// The stage in the configuration, for messages: `homeostasis.yaml:14: pipelines.web.analyzers[0]`.
  public var place = ""

  /// Grants nothing.
  public init() {}

  /// What needs no line of the configuration: data of the installation, the time, and a sign of life.
  public static let harmless: Set<HostServiceID> = [.pack, .progress, .clock]

  /// What a plugin has where nothing is said: the harmless services, and where it is part of this package what its
  /// descriptor names.
  /// - Parameter needs: ids of services, with a question mark behind those that it can do without.
  public static func standard(isShipped: Bool, needs: [String]) -> Grants {
    var grants = Grants()
    grants.services = harmless
    guard isShipped else { return grants }
    grants.observes = true
    let named = needs.compactMap { HostServiceID(rawValue: $0.hasSuffix("?") ? String($0.dropLast()) : $0) }
    grants.services.formUnion(named.filter { !$0.hasParameters })
    grants.readsSource = named.contains(.files)
    return grants
  }

  /// Whether anything of a service is granted.
  public func grants(_ service: HostServiceID) -> Bool {
    switch service {
    case .files: readsSource || !files.isEmpty
    case .exec: !programs.isEmpty
    case .http: !addresses.isEmpty
    case .secrets: !secrets.isEmpty
    case .state: stateBytes != nil
    case .pack, .sandbox, .generations, .trial, .clock, .progress: services.contains(service)
    }
  }

  /// The line that would grant something, and where to put it: for a message.
  /// - Parameter entry: `exec: [git]`; nil: the service's usual one.
  public func remedy(_ service: HostServiceID, _ entry: String? = nil) -> String {
    let line = "`grants: {\(entry ?? service.usualGrant)}`"
    return place.isEmpty ? "add \(line) to the stage in the configuration" : "add \(line) to the stage at \(place)"
  }
}

extension HostServiceID {
  /// Whether a grant says more than yes.
  public var hasParameters: Bool {
    switch self {
    case .files, .exec, .http, .secrets, .state: true
    case .pack, .sandbox, .generations, .trial, .clock, .progress: false
    }
  }

  /// The key under `grants` of the configuration.
  public var grantKey: String {
    switch self {
    case .files: "files"
    case .pack: "pack"
    case .sandbox: "sandbox"
    case .generations: "generations"
    case .progress: "progress"
    case .state: "state"
    case .secrets: "secrets"
    case .exec: "exec"
    case .trial: "trial"
    case .http: "http"
    case .clock: "clock"
    }
  }

  /// An entry that grants it, as it would be written.
  public var usualGrant: String {
    switch self {
    case .files: "files: [source]"
    case .exec: "exec: [PROGRAM]"
    case .http: "http: ['HOST:PORT']"
    case .secrets: "secrets: [{name: NAME, environment: VARIABLE}]"
    case .state: "state: 1MiB"
    case .pack, .sandbox, .generations, .trial, .clock, .progress: "\(grantKey): true"
    }
  }
}
