/// What a keeper has to know to run a service. The host sends it at every start, so it stands in no file.
public struct ServiceSpecification: Sendable, Hashable {
  /// The service's name in the configuration.
  public var name: String
  /// `address:port`, `[address]:port`; port 0 lets the system choose.
  public var listen: String
  /// The path that answers 2xx when a generation is healthy; nil: accepting a connection is enough.
  public var health: String?
  /// The program and its arguments.
  public var command: [String]
  /// The whole environment of the service's processes.
  public var environment: [String: String]
  /// The file that standard output and standard error are appended to.
  public var log: String
  /// The log is put aside when a process starts and it is longer than this, in bytes.
  public var logLimit: Int64
  /// How long a process may take from its start to its first healthy answer.
  public var healthTimeout: Duration
  /// How long a process may take to finish what it has begun before it is killed.
  public var drainTimeout: Duration
  /// Whether a process of the generation before is started afresh and kept ready after a switch.
  public var keepsStandby: Bool

  /// A specification with limits that suit a web service.
  public init(
    name: String, listen: String, health: String?, command: [String], environment: [String: String], log: String,
    logLimit: Int64 = 64 << 20, healthTimeout: Duration = .seconds(30), drainTimeout: Duration = .seconds(30),
    keepsStandby: Bool = true
  ) {
    self.name = name
    self.listen = listen
    self.health = health
    self.command = command
    self.environment = environment
    self.log = log
    self.logLimit = logLimit
    self.healthTimeout = healthTimeout
    self.drainTimeout = drainTimeout
    self.keepsStandby = keepsStandby
  }
}

extension ServiceSpecification {
  /// Reads what ``fields`` writes.
  public init(_ fields: Fields) throws(ProtocolFailure) {
    self.init(
      name: try fields.text("name"), listen: try fields.text("listen"), health: fields["health"],
      command: fields.list("command"), environment: [:], log: try fields.text("log"),
      logLimit: try fields.number("log_limit"), healthTimeout: .milliseconds(try fields.number("health_ms") as Int64),
      drainTimeout: .milliseconds(try fields.number("drain_ms") as Int64), keepsStandby: fields["standby"] == "yes")
    guard !command.isEmpty else { throw .malformed("no command to start the service with") }
    for variable in fields.list("environment") {
      guard let split = variable.firstIndex(of: "=") else { throw .malformed("a variable without `=`") }
      environment[String(variable[..<split])] = String(variable[variable.index(after: split)...])
    }
  }

  /// The specification as fields.
  public var fields: Fields {
    var fields = Fields()
    fields["name"] = name
    fields["listen"] = listen
    fields["health"] = health
    for part in command { fields.add("command", part) }
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) { fields.add("environment", "\(name)=\(value)") }
    fields["log"] = log
    fields["log_limit"] = "\(logLimit)"
    fields["health_ms"] = "\(healthTimeout.wholeMilliseconds)"
    fields["drain_ms"] = "\(drainTimeout.wholeMilliseconds)"
    fields["standby"] = keepsStandby ? "yes" : "no"
    return fields
  }
}

extension Duration {
  /// Milliseconds, rounded down.
  public var wholeMilliseconds: Int64 { Int64(self / .milliseconds(1)) }
}
