import Glibc
import Healing
public import PluginTrust
import SystemCalls

/// The plugins on a path of folders: found, inspected, and asked for their descriptions in a process of their own, so
/// that a library which aborts when it is loaded is an error and not the end of the host.
public struct PluginDirectory: Sendable {
  /// One library that was found.
  public struct Entry: Sendable {
    /// The library's own file, not the staged copy.
    public let path: String
    /// Whether it is part of this package: from the folder of the installation.
    public let shipped: Bool
    /// What it says of itself, or why it cannot be used.
    public let plugin: Result<PluginDescription, PluginFailure>
    /// Whether it is trusted, and what speaks for it; nil: nobody was asked.
    public let standing: TrustStanding?
  }

  /// Folders in the order in which they are searched.
  public let path: [String]
  /// The folder of the plugins that come with this package.
  public let shippedFolder: String
  private let runner: String
  private let staging: PluginStaging

  /// Looks at nothing yet.
  /// - Parameter runner: the path of `homeostasis-runner`, which asks a library for its description.
  public init(path: [String], shippedFolder: String, runner: String, staging: PluginStaging) {
    self.path = path
    self.shippedFolder = shippedFolder
    self.runner = runner
    self.staging = staging
  }

  /// All plugins; of two with the same id the first counts and the second is an error that names the first. Only what has
  /// not been described before is asked, several at once.
  public func entries() -> [Entry] {
    let known = staging.descriptions?.read() ?? [:]
    let found = libraries().map { look(at: $0, known) }
    let said = ask(found)
    staging.descriptions?.keep(said.compactMapValues { try? $0.get() })
    var seen: [String: String] = [:]
    return found.map { found in
      let plugin = Result { () throws(PluginFailure) in
        let description = try description(of: found, said)
        if let first = seen[description.id] {
          throw PluginFailure(
            "plugin.twice", found.path, "\(description.id) is already provided by \(first): remove one")
        }
        seen[description.id] = found.path
        return description
      }
      return Entry(
        path: found.path, shipped: Files.parent(of: found.path) == shippedFolder, plugin: plugin,
        standing: found.standing)
    }
  }

  /// A library as far as it is known without running it.
  private struct Found {
    let path: String
    var standing: TrustStanding?
    var hash = ""
    /// What it has said before, the copy that is asked now, or why neither.
    var plugin: Result<Known, PluginFailure>

    enum Known {
      case described(PluginDescription)
      case staged(StagedLibrary)
    }
  }

  private func look(at library: String, _ known: [String: PluginDescription]) -> Found {
    var found = Found(path: library, plugin: .failure(PluginFailure("plugin.unreadable", library, "not looked at")))
    found.plugin = Result { () throws(PluginFailure) in
      try checkOwner(library)
      let admitted = try staging.admit(library)
      (found.standing, found.hash) = (admitted.standing, admitted.hash)
      if !PythonPlugin.isOne(library),
        let defect = try ELFInspection(bytes: admitted.bytes, path: library).defects.first
      {
        throw PluginFailure(defect.code, library, defect.reason)
      }
      if let description = known[admitted.hash] { return .described(description) }
      return .staged(try staging.stage(admitted))
    }
    if found.standing == nil, case .failure = found.plugin { found.standing = staging.trust?.standing(of: library) }
    return found
  }

  /// What those say that were never asked, by their hashes.
  private func ask(_ all: [Found]) -> [String: Result<PluginDescription, StageFailure>] {
    var copies: [String: StagedLibrary] = [:]
    for found in all {
      guard case .success(.staged(let copy)) = found.plugin else { continue }
      if copies[found.hash] == nil { copies[found.hash] = copy } else { copy.unlink() }
    }
    defer { for copy in copies.values { copy.unlink() } }
    let paths = copies.mapValues(\.path)
    return Descriptions.ask(paths, runner: runner)
  }

  private func description(
    of found: Found, _ said: [String: Result<PluginDescription, StageFailure>]
  ) throws(PluginFailure) -> PluginDescription {
    let description: PluginDescription
    switch try found.plugin.get() {
    case .described(let known): description = known
    case .staged(let copy):
      do throws(StageFailure) {
        guard let said = said[found.hash] else { preconditionFailure("every copy is asked") }
        description = try said.get()
      } catch {
        throw PluginFailure(error.code, found.path, error.message.replacing(copy.path, with: found.path))
      }
    }
    try staging.confirm(found.standing, description)
    return description
  }

  private func libraries() -> [String] {
    (path + [shippedFolder]).flatMap { folder -> [String] in
      // A folder that is not there has no plugins; the configuration's check complains of it where it was written.
      ((try? Files.list(folder)) ?? []).filter {
        ($0.hasSuffix(".so") || PythonPlugin.isOne($0)) && $0 != PythonPlugin.confinementLibrary
      }.map { "\(folder)/\($0)" }
    }
  }

  /// The description of the first plugin of a library.
  public func describe(_ library: String) throws(PluginFailure) -> PluginDescription {
    try describeWithHash(library).0
  }

  /// As ``describe(_:)``, with the SHA-256 of the bytes that have said it.
  public func describeWithHash(_ library: String) throws(PluginFailure) -> (PluginDescription, String) {
    let found = look(at: library, staging.descriptions?.read() ?? [:])
    let said = ask([found])
    return (try description(of: found, said), found.hash)
  }

  /// Code that anyone may replace is code of anyone.
  private func checkOwner(_ library: String) throws(PluginFailure) {
    for place in [library, Files.parent(of: library)] {
      var status = stat()
      guard stat(place, &status) == 0 else {
        throw PluginFailure("plugin.unreadable", library, "\(SystemError("stat", place))")
      }
      if status.st_mode & S_IWOTH != 0 && status.st_mode & S_ISVTX == 0 {
        throw PluginFailure("plugin.writable", library, "everybody may write to \(place): chmod o-w \(place)")
      }
    }
  }
}
