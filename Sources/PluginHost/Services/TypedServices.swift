import FoundationEssentials
public import Healing

/// Grants the services that are given, and translates between their JSON and their values.
public struct TypedServices: HostServices {
  /// Reads below the service's root; nil: not granted.
  public var files: (any FileService)?
  /// The language packs; nil: not granted.
  public var pack: (any PackService)?
  /// Commands in a copy of the tree; nil: not granted.
  public var sandbox: (any SandboxService)?
  /// The service's generations; nil where something else runs the service.
  public var generations: (any GenerationService)?
  /// Called with each sign of life.
  public var progress: (@Sendable (JSONValue) -> Void)?

  /// Grants nothing until a service is set.
  public init() {}

  /// By the id with its version, such as `homeostasis.files/1`.
  public func grants(_ service: String) -> Bool {
    switch HostServiceID(rawValue: service) {
    case .files: files != nil
    case .pack: pack != nil
    case .sandbox: sandbox != nil
    case .generations: generations != nil
    case .progress: progress != nil
    case .state, .secrets, .exec, .trial, .http, .clock, nil: false
    }
  }

  /// The same for one call: its sandbox ends with it.
  public func bound(to limit: CallLimit) -> any HostServices {
    var bound = self
    bound.sandbox = sandbox?.bound(to: limit)
    return bound
  }

  /// Runs on the calling thread, for as long as the service takes.
  /// - Throws: `service.unknown-method`, `service.request` for JSON that is not understood, `service.not-granted`;
  ///   what the service itself throws.
  public func call(_ service: String, _ method: String, _ request: [UInt8]) throws(StageFailure) -> [UInt8] {
    let call = ServiceCall(service: service, method: method, request: request)
    guard let id = HostServiceID(rawValue: service) else { throw call.unknown }
    switch id {
    case .files: if let files { return try callFiles(files, call) }
    case .pack: if let pack { return try callPack(pack, call) }
    case .sandbox: if let sandbox { return try callSandbox(sandbox, call) }
    case .generations: if let generations { return try callGenerations(generations, call) }
    case .progress:
      if let progress {
        progress(try call.decode())
        return Array("null".utf8)
      }
    case .state, .secrets, .exec, .trial, .http, .clock: break
    }
    throw StageFailure(
      .denied, code: "service.not-granted", place: "\(service) \(method)",
      message: "the service of this call has none: something else runs it, or it has no tree")
  }

  private func callFiles(_ files: any FileService, _ call: ServiceCall) throws(StageFailure) -> [UInt8] {
    switch call.method {
    case "read": try call.answer(files.read(call.decode()))
    case "list": try call.answer(files.list(call.decode()))
    default: throw call.unknown
    }
  }

  private func callPack(_ pack: any PackService, _ call: ServiceCall) throws(StageFailure) -> [UInt8] {
    switch call.method {
    case "document": try call.answer(pack.document(call.decode()))
    case "list": try call.answer(pack.list(call.decode()))
    case "grammar": try call.answer(pack.grammar(call.decode()))
    default: throw call.unknown
    }
  }

  private func callSandbox(_ sandbox: any SandboxService, _ call: ServiceCall) throws(StageFailure) -> [UInt8] {
    switch call.method {
    case "open": return try call.answer(sandbox.open(call.decode()))
    case "run": return try call.answer(sandbox.run(call.decode()))
    case "ask": return try call.answer(sandbox.ask(call.decode()))
    case "replay": return try call.answer(sandbox.replay(call.decode()))
    case "close":
      try sandbox.close(call.decode())
      return Array("null".utf8)
    default: throw call.unknown
    }
  }

  private func callGenerations(_ service: any GenerationService, _ call: ServiceCall) throws(StageFailure) -> [UInt8] {
    switch call.method {
    case "status": try call.answer(service.status(call.decode()))
    case "stage": try call.answer(service.stage(call.decode()))
    case "start": try call.answer(service.start(call.decode()))
    case "switch-to": try call.answer(service.switchTo(call.decode()))
    case "retire": try call.answer(service.retire(call.decode()))
    case "persist": try call.answer(service.persist(call.decode()))
    default: throw call.unknown
    }
  }
}

/// One request to a host service.
struct ServiceCall {
  let service: String
  let method: String
  let request: [UInt8]

  var unknown: StageFailure {
    StageFailure(
      .invalid, code: "service.unknown-method", place: "\(service) \(method)", message: "this host has no such method")
  }

  func decode<Request: Decodable>() throws(StageFailure) -> Request {
    do {
      return try JSON.decode(from: request)
    } catch {
      throw StageFailure(
        .invalid, code: "service.request", place: "\(service) \(method)",
        message: "the request is not understood: \(error)")
    }
  }

  func answer(_ value: some Encodable) throws(StageFailure) -> [UInt8] {
    do {
      return Array(try JSON.bytes(value))
    } catch {
      throw StageFailure(.failed, code: "service.answer", place: "\(service) \(method)", message: "\(error)")
    }
  }
}
