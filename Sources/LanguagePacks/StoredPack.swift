public import Healing
import SystemCalls
import YAMLDocument

/// One language as a folder of data: `pack.yaml`, `traces/`, `rules/`, `templates/`, `run.yaml`.
public struct StoredPack: Sendable {
  /// The name of the folder: `python`.
  public let id: String
  /// Absolute path of the folder.
  public let folder: String
  /// The id of the pack whose files count where this one has none of the name: `extends` in `pack.yaml`.
  let extended: String?
  /// That pack; nil where it is not on the shelf.
  var base: Base?

  /// A pack that another one extends.
  indirect enum Base: Sendable { case pack(StoredPack) }

  /// Reads one line yet; the folder is read anew for each document.
  public init(id: String, folder: String) {
    self.id = id
    self.folder = folder
    // A file that cannot be read is told when its document is asked for.
    let lines = ((try? Files.text("\(folder)/pack.yaml")) ?? "").split(separator: "\n")
    extended = lines.first { $0.hasPrefix("extends: ") }.map { String($0.dropFirst(9)) }
  }

  /// A file of the pack, as JSON; one that is not YAML is a text.
  /// - Parameter path: below the pack's folder, without `..`.
  /// - Throws: `pack.absent`, or the mistake in the file with its line.
  public func document(_ path: String) throws(StageFailure) -> JSONValue {
    let file = "\(folder)/\(try Self.checked(path))"
    if let extended, base == nil {
      throw StageFailure(
        .invalid, code: "pack.extends", place: "\(folder)/pack.yaml",
        message: "there is no pack \(extended), which this one extends")
    }
    guard case .pack(let base)? = base else { return try own(path, file) }
    guard Files.exists(file) else { return try base.document(path) }
    // Its own templates, rules and traces stand for themselves; of the pages above them only what differs is written.
    return path.contains("/") ? try own(path, file) : try base.documentIfThere(path).merged(with: own(path, file))
  }

  private func documentIfThere(_ path: String) throws(StageFailure) -> JSONValue {
    do throws(StageFailure) { return try document(path) } catch {
      guard error.code == "pack.absent" else { throw error }
      return .object([:])
    }
  }

  private func own(_ path: String, _ file: String) throws(StageFailure) -> JSONValue {
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
    var names: Set<String> = []
    if case .pack(let base)? = base { names = Set(try base.list(folder)) }
    guard Files.isFolder(path) else { return names.sorted() }
    do throws(SystemError) {
      return try names.union(Files.list(path).filter { $0.hasSuffix(".yaml") }).sorted()
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

extension JSONValue {
  /// This value with another one's members over it; anything but two mappings is replaced.
  fileprivate func merged(with other: JSONValue) -> JSONValue {
    guard case .object(let members) = self, case .object(let others) = other else { return other }
    return .object(members.merging(others) { $0.merged(with: $1) })
  }
}
