public import Healing

/// The services of one stage as its grants have them. Host and runner give this to their plugins, so that a plugin is
/// refused the same in both.
public struct GrantedServices: HostServices {
  private let grants: Grants
  /// What the host offers for the service that the call is about.
  private let offered: any HostServices
  private let own: StageServices
  /// The root of the service that the call is about.
  private let root: String
  private let limit: CallLimit

  /// - Parameters:
  ///   - offered: what does not need parameters, and files below `root`.
  ///   - root: of the service that the call is about.
  public init(_ own: StageServices, offered: any HostServices, root: String, limit: CallLimit = .none) {
    grants = own.grants
    self.own = own
    self.offered = offered
    self.root = root
    self.limit = limit
  }

  /// The same within the time of one call.
  public func bound(to limit: CallLimit) -> any HostServices {
    GrantedServices(own, offered: offered.bound(to: limit), root: root, limit: limit)
  }

  /// Whether any of it may be used in this call.
  public func grants(_ service: String) -> Bool {
    guard let id = HostServiceID(rawValue: service), grants.grants(id) else { return false }
    switch id {
    case .files: return !grants.files.isEmpty || offered.grants(service)
    case .pack, .sandbox, .generations, .progress: return offered.grants(service)
    case .trial: return offered.grants(HostServiceID.sandbox.rawValue)
    case .state, .secrets, .exec, .http, .clock: return true
    }
  }

  /// Names the line of the configuration that would grant it.
  public func refusal(of service: String) -> String {
    guard let id = HostServiceID(rawValue: service) else { return "this host has no such service" }
    if grants.grants(id) { return "the service of this call has none: something else runs it, or it has no tree" }
    return "not granted: \(grants.remedy(id))"
  }

  /// - Throws: `service.not-granted` with the line that would grant it; what the service itself throws.
  public func call(_ service: String, _ method: String, _ request: [UInt8]) throws(StageFailure) -> [UInt8] {
    let call = ServiceCall(service: service, method: method, request: request)
    guard let id = HostServiceID(rawValue: service) else { throw call.unknown }
    guard grants(service) else {
      throw StageFailure(
        .denied, code: "service.not-granted", place: "\(service) \(method)", message: refusal(of: service))
    }
    switch id {
    case .pack, .sandbox, .generations, .progress: return try offered.call(service, method, request)
    case .files: return try callFiles(call)
    case .state: return try callState(call)
    case .secrets:
      guard method == "read" else { throw call.unknown }
      return try call.answer(own.secrets.read(call.decode()))
    case .exec:
      guard method == "run" else { throw call.unknown }
      return try call.answer(GrantedPrograms(grants, root: root, limit).run(call.decode()))
    case .http:
      guard method == "request" else { throw call.unknown }
      return try call.answer(GrantedAddresses(grants, limit).request(call.decode()))
    case .clock:
      guard method == "now" else { throw call.unknown }
      return try call.answer(HostClock(own.time).now(call.decode()))
    case .trial: return try callTrial(call)
    }
  }

  /// Relative paths are below the service's root, absolute ones are granted by name.
  private func callFiles(_ call: ServiceCall) throws(StageFailure) -> [UInt8] {
    let files = GrantedFiles(grants)
    switch call.method {
    case "read":
      let request: FileRead = try call.decode()
      if request.path.hasPrefix("/") { return try call.answer(files.read(request)) }
    case "list":
      let request: FileList = try call.decode()
      if request.folder != nil { return try call.answer(files.list(request)) }
    case "write":
      try files.write(call.decode())
      return Array("null".utf8)
    default: throw call.unknown
    }
    guard grants.readsSource else {
      throw StageFailure(
        .denied, code: "files.not-granted", place: "\(call.service) \(call.method)",
        message: "the service's own files are not granted: \(grants.remedy(.files))")
    }
    return try offered.call(call.service, call.method, call.request)
  }

  private func callState(_ call: ServiceCall) throws(StageFailure) -> [UInt8] {
    let state = try own.state()
    switch call.method {
    case "get": return try call.answer(state.get(call.decode()))
    case "put": return try call.answer(state.put(call.decode()))
    case "keys": return try call.answer(state.keys(call.decode()))
    case "delete":
      try state.delete(call.decode())
      return Array("null".utf8)
    default: throw call.unknown
    }
  }

  private func callTrial(_ call: ServiceCall) throws(StageFailure) -> [UInt8] {
    let trials = SandboxTrials(offered, own.tests, limit)
    switch call.method {
    case "open": return try call.answer(trials.open(call.decode()))
    case "try": return try call.answer(trials.attempt(call.decode()))
    case "close":
      try trials.close(call.decode())
      return Array("null".utf8)
    default: throw call.unknown
    }
  }
}
