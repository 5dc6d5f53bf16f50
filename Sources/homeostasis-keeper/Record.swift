import Glibc
import KeeperProtocol
import SystemCalls

/// What a keeper writes down, so that the next one can go on: generations, processes, sockets, and who
/// gets the traffic. No command and no environment: the host brings those, and they may be secret.
struct Record {
  struct Process {
    /// Names the start, in the process's environment too.
    var launch: String
    var generation: Int64
    var slot: Int
    /// 0: it was about to be started.
    var pid: pid_t
    var startTime: UInt64
    var phase: ServiceProcess.Phase
    var hadTraffic: Bool
  }

  var address: ListenAddress
  /// The kernel's number of each slot's socket.
  var cookies: [UInt64]
  /// The index of each slot in the kernel's group.
  var index: [Int]
  var currentSlot: Int
  var current: Int64
  var previous: Int64
  var lastExit: Int64
  var generations: [KeeperRequest.Generation]
  var processes: [Process]

  /// The record that stands there; nil: there is none.
  /// - Throws: when it cannot be read or understood: then there may be processes that nobody else knows of.
  static func read(_ folder: KeeperFolder) throws(ProtocolFailure) -> Record? {
    let path = folder.record(boot: ProcessTable.bootID())
    guard Files.exists(path) else { return nil }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try Files.read(path, limit: Fields.largest)
    } catch {
      throw .system(error)
    }
    return try Record(Fields(bytes))
  }

  /// Replaces the record. It has to outlive this process and not the system, so nothing waits for the disk: a switch is
  /// answered at once also when the disk is busy.
  func write(_ folder: KeeperFolder) throws(SystemError) {
    let path = folder.record(boot: ProcessTable.bootID())
    let file = try OwnedFile(opening: "\(path).new", O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
    try file.writeAll(fields.bytes)
    _ = try checked("rename", path) { rename("\(path).new", path) }
  }

  /// Deletes this record and those of earlier boots.
  static func remove(_ folder: KeeperFolder, others: Bool = false) {
    let own = Files.name(of: folder.record(boot: ProcessTable.bootID()))
    // What is left behind does no harm.
    for name in (try? Files.list(folder.path)) ?? [] where name.hasPrefix("record-") && (name != own) == others {
      unlink("\(folder.path)/\(name)")
    }
  }
}

extension Record {
  init(_ fields: Fields) throws(ProtocolFailure) {
    guard let address = ListenAddress(try fields.text("address")) else { throw .malformed("no address") }
    self.address = address
    cookies = []
    for cookie in fields.list("cookie") {
      guard let number = UInt64(cookie) else { throw .malformed("`cookie` is not a number") }
      cookies.append(number)
    }
    index = fields.list("index").compactMap { Int($0) }
    currentSlot = try fields.number("current_slot")
    guard index.count == cookies.count, index.allSatisfy({ $0 >= 0 }), cookies.indices.contains(currentSlot),
      cookies.count <= 16
    else { throw .malformed("no such slot") }
    current = try fields.number("current")
    previous = try fields.number("previous")
    lastExit = try fields.number("last_exit")
    generations = []
    for nested in fields.nested("generation") {
      generations.append(
        .init(
          number: try nested.number("number"), folder: try nested.text("folder"), tree: try nested.text("tree")))
    }
    processes = []
    for nested in fields.nested("process") { processes.append(try Process(nested, slots: cookies.count)) }
  }

  var fields: Fields {
    var fields = Fields()
    fields["address"] = address.description
    for cookie in cookies { fields.add("cookie", "\(cookie)") }
    for number in index { fields.add("index", "\(number)") }
    fields["current_slot"] = "\(currentSlot)"
    fields["current"] = "\(current)"
    fields["previous"] = "\(previous)"
    fields["last_exit"] = "\(lastExit)"
    for (index, generation) in generations.enumerated() {
      var nested = Fields()
      nested["number"] = "\(generation.number)"
      nested["folder"] = generation.folder
      nested["tree"] = generation.tree
      fields.add("generation", index, nested)
    }
    for (index, process) in processes.enumerated() { fields.add("process", index, process.fields) }
    return fields
  }
}

extension Record.Process {
  init(_ fields: Fields, slots: Int) throws(ProtocolFailure) {
    guard let phase = ServiceProcess.Phase(rawValue: try fields.text("phase")) else {
      throw .malformed("an unknown phase")
    }
    self.phase = phase
    launch = try fields.text("launch")
    hadTraffic = fields["had_traffic"] == "yes"
    generation = try fields.number("generation")
    slot = try fields.number("slot")
    guard (0..<slots).contains(slot) else { throw .malformed("no such slot") }
    pid = try fields.number("pid")
    startTime = try fields.number("start_time")
    guard pid > 1 || pid == 0 else { throw .malformed("no process has the number \(pid)") }
  }

  var fields: Fields {
    var fields = Fields()
    fields["launch"] = launch
    fields["had_traffic"] = hadTraffic ? "yes" : "no"
    fields["generation"] = "\(generation)"
    fields["slot"] = "\(slot)"
    fields["pid"] = "\(pid)"
    fields["start_time"] = "\(startTime)"
    fields["phase"] = phase.rawValue
    return fields
  }
}
