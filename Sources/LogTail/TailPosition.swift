import FoundationEssentials
import Healing

/// Where reading of a stream stopped: the content of a cursor.
struct TailPosition: Hashable, Codable {
  /// Where reading of one file stopped.
  struct Place: Hashable, Codable {
    var file: FileIdentity
    var head: FileHead
    /// Everything in front of it was told.
    var offset: Int64
    /// In a container's log: up to where the lines of each stream were told.
    var streams: [String: Int64]?
  }

  /// The files that were open, the oldest first.
  var places: [Place]
  /// The last that were read to their end and closed: they may still stand beside the log.
  var closed: [Place]
  /// When the content of those last changed, in nanoseconds: what came after them is younger.
  var closedModified: Int64?
  /// When this was told, in nanoseconds: what is read after a restart came since then.
  var told: Int64?

  /// Reads a cursor; nil when another version of this program wrote it.
  static func read(_ bytes: [UInt8]) -> TailPosition? {
    do {
      return try JSON.decode(TailPosition.self, from: bytes)
    } catch {
      return nil  // The caller starts at the oldest data there is, and says so.
    }
  }

  /// The cursor.
  var bytes: [UInt8] {
    do {
      return Array(try JSON.bytes(self))
    } catch {
      preconditionFailure("integers and texts cannot be written as JSON: \(error)")
    }
  }
}
