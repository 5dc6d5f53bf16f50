import Glibc
import Healing
import PluginBridge
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

  /// All plugins; of two with the same id the first counts and the second is an error that names the first.
  public func entries() -> [Entry] {
    var seen: [String: String] = [:]
    return libraries().map { library in
      var standing: TrustStanding?
      let plugin = Result { () throws(PluginFailure) in
        let description = try describe(library, &standing)
        if let first = seen[description.id] {
          throw PluginFailure("plugin.twice", library, "\(description.id) is already provided by \(first): remove one")
        }
        seen[description.id] = library
        return description
      }
      if standing == nil, case .failure = plugin { standing = staging.trust?.standing(of: library) }
      return Entry(
        path: library, shipped: Files.parent(of: library) == shippedFolder, plugin: plugin, standing: standing)
    }
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
    var standing: TrustStanding?
    return try describe(library, &standing)
  }

  /// As ``describe(_:)``, with the SHA-256 of the bytes that have said it.
  public func describeWithHash(_ library: String) throws(PluginFailure) -> (PluginDescription, String) {
    let staged = try staging.stage(library)
    defer { staged.unlink() }
    return (try describe(staged.path), staged.hash)
  }

  private func describe(_ library: String, _ standing: inout TrustStanding?) throws(PluginFailure) -> PluginDescription
  {
    try checkOwner(library)
    let staged = try staging.stage(library)
    standing = staged.standing
    defer { staged.unlink() }
    do throws(PluginFailure) {
      // The copy is looked at, since the copy is what is run.
      if !PythonPlugin.isOne(library), let defect = try ELFInspection(path: staged.path).defects.first {
        throw PluginFailure(defect.code, library, defect.reason)
      }
      let description = try ask(staged)
      try staging.confirm(staged, description)
      return description
    } catch {
      throw PluginFailure(
        error.code, error.path == staged.path ? library : error.path,
        error.reason.replacing(staged.path, with: library))
    }
  }

  private func ask(_ staged: StagedLibrary) throws(PluginFailure) -> PluginDescription {
    do throws(StageFailure) {
      return try RunnerProcess.describe(library: staged.path, runner: runner)
    } catch {
      throw PluginFailure(error.code, staged.path, error.message)
    }
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
