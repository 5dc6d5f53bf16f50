/// What a host asks of a keeper. Every request is idempotent.
public enum KeeperRequest: Sendable, Hashable {
  /// Binds the address, or takes over what an earlier keeper left: the host's copies of the listening sockets come
  /// along as files. Sent first; again with other settings it changes them for processes started later.
  case configure(ServiceSpecification)
  /// Starts a process of a generation on a socket without traffic, and answers once it is healthy.
  case start(Generation)
  /// New connections go to this generation from now on.
  case switchTo(Int64)
  /// Ends a generation that gets no traffic.
  case retire(Int64)
  /// What stands and runs now.
  case status
  /// As `status`, with copies of the listening sockets; the connection then carries events.
  case watch
  /// Ends the service in good order, and then the keeper.
  case stop

  /// A generation and where its source tree stands.
  public struct Generation: Sendable, Hashable {
    /// Names it; only grows.
    public var number: Int64
    /// Its processes run in it.
    public var folder: String
    /// Hash of the tree.
    public var tree: String

    /// A generation.
    public init(number: Int64, folder: String, tree: String) {
      self.number = number
      self.folder = folder
      self.tree = tree
    }
  }
}

extension KeeperRequest {
  /// Reads what ``fields`` writes.
  public init(_ fields: Fields) throws(ProtocolFailure) {
    switch try fields.text("ask") {
    case "configure": self = .configure(try ServiceSpecification(fields))
    case "start":
      self = .start(
        Generation(
          number: try fields.number("generation"), folder: try fields.text("folder"), tree: try fields.text("tree")))
    case "switch": self = .switchTo(try fields.number("generation"))
    case "retire": self = .retire(try fields.number("generation"))
    case "status": self = .status
    case "watch": self = .watch
    case "stop": self = .stop
    case let other: throw .malformed("there is no request `\(other)`")
    }
  }

  /// The request as fields.
  public var fields: Fields {
    var fields = Fields()
    switch self {
    case .configure(let specification):
      fields = specification.fields
      fields["ask"] = "configure"
    case .start(let generation):
      fields["ask"] = "start"
      fields["generation"] = "\(generation.number)"
      fields["folder"] = generation.folder
      fields["tree"] = generation.tree
    case .switchTo(let number):
      fields["ask"] = "switch"
      fields["generation"] = "\(number)"
    case .retire(let number):
      fields["ask"] = "retire"
      fields["generation"] = "\(number)"
    case .status: fields["ask"] = "status"
    case .watch: fields["ask"] = "watch"
    case .stop: fields["ask"] = "stop"
    }
    return fields
  }
}
