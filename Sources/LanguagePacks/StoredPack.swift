public import Healing
import SystemCalls
import YAMLDocument

/// One language as a folder of data: `pack.yaml`, `traces/`, `rules/`, `templates/`, `run.yaml`.
public struct StoredPack: Sendable {
  /// The name of the folder: `python`.
  public let id: String
  /// Absolute path of the folder.
  public let folder: String

  /// Reads nothing yet; the folder is read anew for each document.
  public init(id: String, folder: String) {
    self.id = id
    self.folder = folder
  }

  /// A file of the pack, as JSON; one that is not YAML is a text.
  /// - Parameter path: below the pack's folder, without `..`.
  /// - Throws: `pack.absent`, or the mistake in the file with its line.
  public func document(_ path: String) throws(StageFailure) -> JSONValue {
    let file = "\(folder)/\(try Self.checked(path))"
    guard Files.exists(file) else {
      throw StageFailure(.failed, code: "pack.absent", place: file, message: "the pack \(id) has no \(path)")
    }
    if !path.hasSuffix(".yaml") {
      do throws(SystemError) { return .string(try Files.text(file)) } catch {
        throw StageFailure(.failed, code: "pack.unreadable", place: file, message: "\(error)")
      }
    }
    do throws(YAMLError) {
      return try YAMLDocument(path: file).checked().json
    } catch {
      throw StageFailure(.invalid, code: "pack.malformed", place: id, message: error.description)
    }
  }

  /// Names of the files in a folder of the pack, sorted; none when there is no such folder.
  public func list(_ folder: String) throws(StageFailure) -> [String] {
    let path = "\(self.folder)/\(try Self.checked(folder))"
    guard Files.isFolder(path) else { return [] }
    do throws(SystemError) {
      return try Files.list(path).filter { $0.hasSuffix(".yaml") }
    } catch {
      throw StageFailure(.failed, code: "pack.unreadable", place: path, message: "\(error)")
    }
  }

  private static func checked(_ path: String) throws(StageFailure) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.hasPrefix("/") || parts.contains("..") || parts.contains("") {
      throw StageFailure(
        .denied, code: "pack.path", place: path, message: "a path in a pack is relative and stays within the pack")
    }
    return path
  }
}
