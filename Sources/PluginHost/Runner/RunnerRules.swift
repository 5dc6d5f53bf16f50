import Healing
import PluginBridge
import SystemCalls

/// What a plugin's own process may do by itself, out of the grants of its stage. Everything else it asks the host for.
struct RunnerRules: Sendable, Hashable {
  /// Files and folders beside the system's libraries and its own.
  var readable: [String]
  /// Those that it may also change.
  var writable: [String]
  /// Where its own sockets may connect to.
  var ports: [UInt16]
  /// The stage in the configuration, for what a plugin is told.
  var place: String

  /// - Parameter runner: the program, beside which grammars and language packs are.
  init(_ grants: Grants, beside runner: String) {
    readable = RunnerRole.readable(beside: runner) + grants.files.map(\.path)
    writable = grants.files.filter(\.writes).map(\.path)
    ports = grants.addresses.filter(\.opensSockets).compactMap { UInt16(exactly: $0.port) }
    place = grants.place
  }

  init(from reader: inout WireReader) throws(BridgeFailure) {
    readable = try Self.list(reader.text())
    writable = try Self.list(reader.text())
    ports = try Self.list(reader.text()).compactMap { UInt16($0) }
    place = try reader.text()
  }

  func write(to writer: inout WireWriter) {
    writer.text(readable.joined(separator: "\n"))
    writer.text(writable.joined(separator: "\n"))
    writer.text(ports.map { "\($0)" }.joined(separator: "\n"))
    writer.text(place)
  }

  private static func list(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
