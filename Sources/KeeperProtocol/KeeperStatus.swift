/// A service as its keeper sees it.
public struct KeeperStatus: Sendable, Hashable {
  /// One generation that the keeper knows.
  public struct Generation: Sendable, Hashable {
    /// How far the process that counts has come.
    public enum State: String, Sendable, Hashable {
      case starting, healthy, unhealthy, restarting, draining, exited
    }

    /// Names it; only grows.
    public var number: Int64
    /// Its processes run in it.
    public var folder: String
    /// Hash of the source tree in the folder.
    public var tree: String
    /// How far it has come.
    public var state: State
    /// The process that counts; nil: none runs.
    public var pid: Int32?
    /// Exit status, or 128 plus the signal; nil also when it is not known.
    public var exit: Int32?
    /// From the start to the first healthy answer, in microseconds.
    public var startMicroseconds: Int64?

    /// A generation.
    public init(
      number: Int64, folder: String, tree: String, state: State, pid: Int32? = nil, exit: Int32? = nil,
      startMicroseconds: Int64? = nil
    ) {
      self.number = number
      self.folder = folder
      self.tree = tree
      self.state = state
      self.pid = pid
      self.exit = exit
      self.startMicroseconds = startMicroseconds
    }
  }

  /// The keeper's own process.
  public var keeper: Int32
  /// The address with the port that was chosen; nil before it is configured.
  public var address: String?
  /// The generation that gets the traffic; 0: none.
  public var current: Int64
  /// The generation that is kept ready; 0: none.
  public var previous: Int64
  /// Why the keeper refuses to act, and what to do.
  public var held: String?
  /// How long the last switch took, in microseconds.
  public var switchMicroseconds: Int64?
  /// In the order of their numbers.
  public var generations: [Generation]
  /// The last processes that ended, oldest first.
  public var exits: [KeeperEvent.Exit]

  /// A status.
  public init(
    keeper: Int32, address: String? = nil, current: Int64 = 0, previous: Int64 = 0, held: String? = nil,
    switchMicroseconds: Int64? = nil, generations: [Generation] = [], exits: [KeeperEvent.Exit] = []
  ) {
    self.keeper = keeper
    self.address = address
    self.current = current
    self.previous = previous
    self.held = held
    self.switchMicroseconds = switchMicroseconds
    self.generations = generations
    self.exits = exits
  }
}

extension KeeperStatus {
  /// Reads what ``fields`` writes.
  public init(_ fields: Fields) throws(ProtocolFailure) {
    self.init(
      keeper: try fields.number("keeper"), address: fields["address"], current: try fields.number("current"),
      previous: try fields.number("previous"), held: fields["held"],
      switchMicroseconds: try fields.optionalNumber("switch_us"))
    for nested in fields.nested("generation") { generations.append(try Generation(nested)) }
    for nested in fields.nested("exit") { exits.append(try KeeperEvent.Exit(nested)) }
  }

  /// The status as fields.
  public var fields: Fields {
    var fields = Fields()
    fields["keeper"] = "\(keeper)"
    fields["address"] = address
    fields["current"] = "\(current)"
    fields["previous"] = "\(previous)"
    fields["held"] = held
    fields["switch_us"] = switchMicroseconds.map { "\($0)" }
    for (index, generation) in generations.enumerated() { fields.add("generation", index, generation.fields) }
    for (index, exit) in exits.enumerated() { fields.add("exit", index, exit.fields) }
    return fields
  }
}

extension KeeperStatus.Generation {
  init(_ fields: Fields) throws(ProtocolFailure) {
    guard let state = State(rawValue: try fields.text("state")) else { throw .malformed("an unknown state") }
    self.init(
      number: try fields.number("number"), folder: try fields.text("folder"), tree: try fields.text("tree"),
      state: state, pid: try fields.optionalNumber("pid"), exit: try fields.optionalNumber("exit"),
      startMicroseconds: try fields.optionalNumber("start_us"))
  }

  var fields: Fields {
    var fields = Fields()
    fields["number"] = "\(number)"
    fields["folder"] = folder
    fields["tree"] = tree
    fields["state"] = state.rawValue
    fields["pid"] = pid.map { "\($0)" }
    fields["exit"] = exit.map { "\($0)" }
    fields["start_us"] = startMicroseconds.map { "\($0)" }
    return fields
  }
}
